package org.concordat.certs.sample;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/** A folder of sample certificates, as a plan wants it. {@code certs-sample/README.md} describes the files. */
public final class SampleCertificates {
    /** What expires within this time is made anew. */
    static final Duration MARGIN = Duration.ofDays(30);

    private SampleCertificates() {}

    /**
     * Makes what is missing, unreadable, another's or about to expire, and leaves the rest alone. Two processes may ask
     * for the same folder at once: one waits.
     */
    public static SampleAuthority ensure(Plan plan, Path folder, Clock clock)
            throws IOException, GeneralSecurityException {
        OwnerOnly.createFolder(folder);
        try (FileChannel channel =
                        FileChannel.open(folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            SampleAuthority authority = lock.isValid() && isGood(folder, plan.authority(), clock)
                    ? SampleAuthority.open(folder, clock)
                    : SampleAuthority.create(folder, plan.authority(), clock);
            for (Plan.Holder holder : plan.holders()) {
                for (Map.Entry<Store, KeyType> key : holder.keys().entrySet()) {
                    ensure(authority, holder, key.getKey(), key.getValue(), clock);
                }
                if (!holder.secrets().isEmpty()) {
                    Secrets.ensure(folder.resolve(holder.name()), holder.secrets());
                }
            }
            return authority;
        }
    }

    private static boolean isGood(Path folder, String subject, Clock clock) {
        try {
            SampleAuthority authority = SampleAuthority.open(folder, clock);
            Instant soon = clock.instant().plus(MARGIN);
            authority.list().verify(authority.certificate().getPublicKey());
            return authority.certificate().equals(read(folder.resolve("authority.crt")))
                    && Files.exists(folder.resolve("authority.key"))
                    && authority.certificate().getSubjectX500Principal().equals(new X500Principal(subject))
                    && authority.certificate().getNotAfter().toInstant().isAfter(soon)
                    && authority.list().getNextUpdate().toInstant().isAfter(soon);
        } catch (IOException | GeneralSecurityException e) {
            return false;
        }
    }

    private static void ensure(SampleAuthority authority, Plan.Holder holder, Store store, KeyType type, Clock clock)
            throws IOException, GeneralSecurityException {
        Path files = authority.folder().resolve(holder.name());
        String name = store.fileName();
        if (!isGood(authority, files, name, holder.subject(store), clock)) {
            authority.issue(holder, store, type).writeTo(files, name);
        }
    }

    private static boolean isGood(
            SampleAuthority authority, Path files, String name, X500Principal subject, Clock clock) {
        try {
            X509Certificate certificate = read(files.resolve(name + ".crt"));
            certificate.verify(authority.certificate().getPublicKey());
            Instant soon = clock.instant().plus(MARGIN);
            return certificate.getSubjectX500Principal().equals(subject)
                    && certificate.getNotAfter().toInstant().isAfter(soon)
                    && Set.of(".p12", ".key").stream().allMatch(end -> Files.exists(files.resolve(name + end)));
        } catch (IOException | GeneralSecurityException e) {
            return false;
        }
    }

    private static X509Certificate read(Path file) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }
}
