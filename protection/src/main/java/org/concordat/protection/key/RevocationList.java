package org.concordat.protection.key;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CRL;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.util.List;
import java.util.Optional;

/** A file with an authority's lists of revoked certificates, as it is now. What cannot be read is no list. */
final class RevocationList {
    private static final int MOST_BYTES = 16 * 1024 * 1024;

    private final Renewed<Optional<List<X509CRL>>> lists;

    RevocationList(Path file) {
        this.lists = Renewed.ofAny(file, () -> read(file));
    }

    /** The lists in the file: the same object for as long as the file did not change. */
    List<X509CRL> current() {
        return lists.get().orElse(List.of());
    }

    private static List<X509CRL> read(Path file) throws KeysUnreadable {
        try {
            if (Files.size(file) > MOST_BYTES) {
                return List.of();
            }
            byte[] bytes = Files.readAllBytes(file);
            return CertificateFactory.getInstance("X.509").generateCRLs(new ByteArrayInputStream(bytes)).stream()
                    .map((CRL list) -> (X509CRL) list)
                    .toList();
        } catch (IOException | GeneralSecurityException e) {
            throw new KeysUnreadable("no lists of revoked certificates that can be read", e);
        }
    }
}
