package org.concordat.protection.key;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.concordat.schemas.terminology.AgencyId;

/**
 * When a holder has no certificate for a use any more, unless it gets another, and whether it is time to warn: 60, 30 and
 * 7 days before. While old and new are both listed, the new one counts.
 *
 * @param last of its certificates for that use, the one that ends last
 */
public record CertificateExpiry(AgencyId holder, Use use, X509Certificate last) {
    private static final List<Integer> WARNING_DAYS = List.of(7, 30, 60);

    /** Of a holder's certificates for one use; empty where it has none. */
    public static Optional<CertificateExpiry> of(AgencyId holder, Use use, Collection<X509Certificate> certificates) {
        return certificates.stream()
                .max(Comparator.comparing(X509Certificate::getNotAfter))
                .map(last -> new CertificateExpiry(holder, use, last));
    }

    public Instant at() {
        return last.getNotAfter().toInstant();
    }

    /** Whole days until then; negative afterwards. */
    public long daysLeft(Instant now) {
        return Math.floorDiv(
                Duration.between(now, at()).toSeconds(), Duration.ofDays(1).toSeconds());
    }

    /** The narrowest of 7, 30 or 60 days in which it ends; 0 when it has ended; empty when there is time. */
    public Optional<Integer> withinDays(Instant now) {
        return at().isBefore(now)
                ? Optional.of(0)
                : WARNING_DAYS.stream()
                        .filter(days -> !at().isAfter(now.plus(Duration.ofDays(days))))
                        .findFirst();
    }
}
