package org.concordat.protection.key;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.X509Certificate;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.concordat.protection.key.AgencyKeys.Tls;
import org.jspecify.annotations.Nullable;

/**
 * The key that this end of a TLS connection shows. Its file is read again when it was replaced, so a renewed certificate
 * is shown from the next connection on; one that cannot be read, or is not accepted, changes nothing. Safe to share.
 */
public final class RenewableTlsKey extends KeyStore.Builder {
    private static final Logger LOG = System.getLogger(RenewableTlsKey.class.getName());

    private final Path folder;
    private final Supplier<char[]> password;
    private final Predicate<X509Certificate> accepted;
    private volatile Shown shown;

    private record Shown(@Nullable FileVersion version, X509Certificate certificate, KeyStore store) {}

    /**
     * Shows {@code tls.p12} of a folder.
     *
     * @param accepted whether a certificate may be shown: asked of each that comes after the first
     */
    public RenewableTlsKey(Path folder, Supplier<char[]> password, Predicate<X509Certificate> accepted)
            throws KeysUnreadable {
        this.folder = folder;
        this.password = password;
        this.accepted = accepted;
        this.shown = read(FileVersion.of(AgencyKeys.tlsStore(folder)));
    }

    private Shown read(@Nullable FileVersion version) throws KeysUnreadable {
        Tls key = AgencyKeys.tls(folder, password.get());
        try {
            return new Shown(version, key.certificate(), TlsContext.store(Optional.of(key)));
        } catch (GeneralSecurityException e) {
            throw new KeysUnreadable("the TLS key cannot be shown", e);
        }
    }

    private Shown shown() {
        FileVersion version = FileVersion.of(AgencyKeys.tlsStore(folder));
        if (!Objects.equals(version, shown.version())) {
            renew(version);
        }
        return shown;
    }

    private synchronized void renew(@Nullable FileVersion version) {
        Shown before = shown;
        if (Objects.equals(version, before.version())) {
            return;
        }
        try {
            Shown next = read(version);
            if (accepted.test(next.certificate())) {
                shown = next;
                return;
            }
        } catch (KeysUnreadable e) {
            // half-written, most likely: whole, it is another version
        }
        shown = new Shown(version, before.certificate(), before.store());
        LOG.log(Level.ERROR, "tls.p12 was replaced by what cannot be shown: the certificate of before stays");
    }

    /** The certificate that is shown now. */
    public X509Certificate certificate() {
        return shown().certificate();
    }

    @Override
    public KeyStore getKeyStore() {
        return shown().store();
    }

    @Override
    public KeyStore.ProtectionParameter getProtectionParameter(String alias) throws KeyStoreException {
        return new KeyStore.PasswordProtection(TlsContext.NONE);
    }
}
