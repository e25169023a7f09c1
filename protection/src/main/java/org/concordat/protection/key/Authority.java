package org.concordat.protection.key;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Optional;

/**
 * An authority that is trusted, and the file with its list of revoked certificates (DER or PEM). Whoever fetches the list
 * replaces the file as a whole; it is read again when it changes.
 *
 * @param responder who is asked of its certificates besides; a list is needed all the same
 */
public record Authority(X509Certificate certificate, Path revoked, Optional<OcspResponder> responder) {
    /** An authority whose list is all that it says. */
    public Authority(X509Certificate certificate, Path revoked) {
        this(certificate, revoked, Optional.empty());
    }

    /** Reads {@code <name>.crt} and names {@code <name>.crl} beside it. */
    public static Authority read(Path certificate) throws KeysUnreadable {
        Path list =
                certificate.resolveSibling(certificate.getFileName().toString().replaceFirst("\\.[^.]*$", "") + ".crl");
        return new Authority(Certificates.read(certificate), list);
    }
}
