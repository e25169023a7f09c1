package org.concordat.protection.key;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import org.concordat.schemas.primitive.Primitives;

/** A certificate's SHA-256 thumbprint, {@code x5t#S256}: base64url without padding (RFC 7515 section 4.1.8, RFC 8705). */
public final class Thumbprint {
    private Thumbprint() {}

    public static String of(X509Certificate certificate) {
        try {
            byte[] digest = Primitives.sha256().digest(certificate.getEncoded());
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read can be encoded", e);
        }
    }
}
