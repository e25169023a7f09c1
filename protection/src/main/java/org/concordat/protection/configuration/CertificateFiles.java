package org.concordat.protection.configuration;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Optional;
import org.concordat.protection.bundle.BundleFiles;
import org.concordat.protection.key.Use;

/** Reads certificate files and checks that each is meant for what it is named for.
 *
 * @param files takes the bytes that were read, for the digest
 */
record CertificateFiles(BundleFiles source, Map<String, byte[]> files, Findings findings) {
    private static final int LIMIT_OF_BYTES = 64 * 1024;

    Optional<X509Certificate> read(Located name, Use use) {
        String file = BundleFiles.CERTIFICATES + name.text();
        try {
            byte[] bytes = source.read(file, LIMIT_OF_BYTES);
            if (bytes.length > LIMIT_OF_BYTES) {
                findings.add(name, "'" + name.text() + "' is larger than any certificate");
                return Optional.empty();
            }
            files.put(file, bytes);
            X509Certificate certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(bytes));
            if (!use.fits(certificate) || certificate.getBasicConstraints() >= 0) {
                findings.add(name, "the certificate in '" + name.text() + "' is not meant for " + use.words());
            }
            return Optional.of(certificate);
        } catch (NoSuchFileException e) {
            findings.add(name, "there is no certificate file '" + name.text() + "'");
            return Optional.empty();
        } catch (IOException | CertificateException e) {
            findings.add(name, "'" + name.text() + "' cannot be read as a certificate (PEM or DER)");
            return Optional.empty();
        }
    }
}
