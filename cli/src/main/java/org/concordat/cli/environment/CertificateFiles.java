package org.concordat.cli.environment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import org.concordat.cli.outcome.Stopped;

/**
 * Certificates in PEM or DER files: {@code authority.crt}, {@code <agency>/signing.crt}, {@code gateway/signing.crt}. While
 * a holder changes its key, its file has the old and the new, one after the other.
 */
public record CertificateFiles(Path folder) {
    public X509Certificate authority() throws Stopped {
        return read(folder.resolve("authority.crt")).get(0);
    }

    /**
     * A holder's for one use, e.g. {@code signing}; {@code adapter}: with which is checked what the gateway signed for a holder
     * whose system cannot.
     */
    public List<X509Certificate> of(String holder, String use) throws Stopped {
        return read(folder.resolve(holder).resolve(use + ".crt"));
    }

    /** At least one. */
    public static List<X509Certificate> read(Path file) throws Stopped {
        try (InputStream in = Files.newInputStream(file)) {
            List<X509Certificate> found = CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            if (found.isEmpty()) {
                throw new CertificateException("empty");
            }
            return found;
        } catch (NoSuchFileException e) {
            throw Stopped.of("certificate.missing", file);
        } catch (IOException | CertificateException e) {
            throw Stopped.of("certificate.unreadable", file);
        }
    }
}
