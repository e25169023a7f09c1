package org.concordat.schemas.primitive;

import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * RSA and AES-GCM of the native provider and nothing else of it, for libraries that name an algorithm and no provider: envelopes
 * and TLS. A key that it cannot use (PKCS#11) is left to the providers after it.
 */
final class NativeOffer extends Provider {
    private static final long serialVersionUID = 1L;
    private static final Set<String> OFFERED = Set.of("SHA256withRSA", "RSA/ECB/OAEPPadding", "AES/GCM/NoPadding");

    NativeOffer(Provider full) {
        super("ConcordatNative", "1", "what is lent of " + full.getName());
        full.getServices().stream()
                .filter(service -> OFFERED.contains(service.getAlgorithm()))
                .forEach(service -> putService(new Lent(this, service)));
    }

    private static final class Lent extends Service {
        private final Service lender;

        Lent(Provider provider, Service lender) {
            super(provider, lender.getType(), lender.getAlgorithm(), lender.getClassName(), List.of(), Map.of());
            this.lender = lender;
        }

        @Override
        public Object newInstance(Object parameter) throws NoSuchAlgorithmException {
            return lender.newInstance(parameter);
        }
    }
}
