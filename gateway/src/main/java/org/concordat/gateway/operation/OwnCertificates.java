package org.concordat.gateway.operation;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.concordat.protection.key.AgencyKeys;
import org.concordat.protection.key.CertificateExpiry;
import org.concordat.protection.key.RenewableTlsKey;
import org.concordat.protection.key.Use;
import org.concordat.routes.hop.Statements;
import org.concordat.routes.hop.Trust;

/** How long the gateway's own certificates last that it uses now. */
public record OwnCertificates(
        Supplier<AgencyKeys> keys, Trust trust, RenewableTlsKey tls, Optional<X509Certificate> envelope)
        implements Supplier<List<CertificateExpiry>> {
    @Override
    public List<CertificateExpiry> get() {
        return Stream.of(
                        of(Use.TLS_SERVER, Optional.of(tls.certificate())),
                        of(Use.SIGNING, Optional.of(trust.signing(keys.get()).certificate())),
                        of(Use.ENCRYPTION, Optional.of(trust.toSealTo(keys.get().sealedTo()))),
                        of(Use.ENVELOPE, envelope))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<CertificateExpiry> of(Use use, Optional<X509Certificate> certificate) {
        return certificate.map(own -> new CertificateExpiry(Statements.GATEWAY, use, own));
    }
}
