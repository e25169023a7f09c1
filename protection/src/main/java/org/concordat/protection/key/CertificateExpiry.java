package org.concordat.protection.key;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * When certificates end, the soonest first, and which of them it is time to warn about: 30, 28 and 7 days before, as the
 * partners' own services do.
 */
public record CertificateExpiry(List<Ending> endings) {
    private static final List<Integer> WARNING_DAYS = List.of(7, 28, 30);

    public CertificateExpiry {
        endings = endings.stream().sorted(Comparator.comparing(Ending::at)).toList();
    }

    /** One certificate's end.
     *
     * @param withinDays the narrowest of 7, 28 or 30 days in which it ends; 0 when it has ended; empty when there is time */
    public record Ending(String subject, Instant at, Optional<Integer> withinDays) {}

    public static CertificateExpiry of(Collection<X509Certificate> certificates, Instant now) {
        return new CertificateExpiry(
                certificates.stream().distinct().map(c -> ending(c, now)).toList());
    }

    public boolean anyExpired() {
        return endings.stream().anyMatch(e -> e.withinDays().equals(Optional.of(0)));
    }

    private static Ending ending(X509Certificate certificate, Instant now) {
        Instant at = certificate.getNotAfter().toInstant();
        Optional<Integer> within = at.isBefore(now)
                ? Optional.of(0)
                : WARNING_DAYS.stream()
                        .filter(days -> !at.isAfter(now.plus(Duration.ofDays(days))))
                        .findFirst();
        return new Ending(certificate.getSubjectX500Principal().getName(), at, within);
    }
}
