package org.concordat.protection.key;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.concordat.protection.key.AgencyKeys.Tls;

/**
 * The key that this end of a TLS connection shows. Its file is read again when it was replaced, so a renewed certificate
 * is shown from the next connection on; one that cannot be read, or is not accepted, changes nothing. Safe to share.
 */
public final class RenewableTlsKey extends KeyStore.Builder {
    private final Renewed<Shown> shown;

    private record Shown(X509Certificate certificate, KeyStore store) {}

    /**
     * Shows {@code tls.p12} of a folder.
     *
     * @param accepted whether a certificate may be shown: asked of each that comes after the first
     */
    public RenewableTlsKey(Path folder, Supplier<char[]> password, Predicate<X509Certificate> accepted)
            throws KeysUnreadable {
        shown = Renewed.of(
                Duration.ZERO,
                List.of(AgencyKeys.tlsStore(folder)),
                () -> read(folder, password.get()),
                (before, next) -> accepted.test(next.certificate()));
    }

    private static Shown read(Path folder, char[] password) throws KeysUnreadable {
        Tls key = AgencyKeys.tls(folder, password);
        try {
            return new Shown(key.certificate(), TlsContext.store(Optional.of(key)));
        } catch (GeneralSecurityException e) {
            throw new KeysUnreadable("the TLS key cannot be shown", e);
        }
    }

    /** The certificate that is shown now. */
    public X509Certificate certificate() {
        return shown.get().certificate();
    }

    @Override
    public KeyStore getKeyStore() {
        return shown.get().store();
    }

    @Override
    public KeyStore.ProtectionParameter getProtectionParameter(String alias) {
        return new KeyStore.PasswordProtection(TlsContext.NONE);
    }
}
