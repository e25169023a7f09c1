package org.concordat.protection.key;

import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;

/**
 * Which chains were found valid, and until when that holds by their dates and under the same lists of revoked certificates:
 * what is remembered is exactly what validating again would find. Refusals are not remembered, so no stranger fills it.
 */
final class Remembered {
    private static final int MOST = 1000;

    private final ConcurrentMap<Asked, Found> found = new ConcurrentHashMap<>();

    /** Whose the chain is, if it is known to be valid. */
    Optional<X509Certificate> authority(List<X509Certificate> chain, Use use, List<X509CRL> revoked, Instant now) {
        return Optional.ofNullable(found.get(new Asked(chain, use)))
                .filter(earlier -> !now.isBefore(earlier.from())
                        && now.isBefore(earlier.until())
                        && earlier.revoked().equals(revoked))
                .map(Found::authority);
    }

    void valid(List<X509Certificate> chain, X509Certificate authority, Use use, List<X509CRL> revoked, Instant now) {
        Stream<Instant> certificates = Stream.concat(chain.stream(), Stream.of(authority))
                .map(c -> c.getNotAfter().toInstant());
        Stream<Instant> lists = revoked.stream()
                .filter(list -> list.getNextUpdate() != null)
                .map(list -> list.getNextUpdate().toInstant());
        Instant until =
                Stream.concat(certificates, lists).min(Instant::compareTo).orElse(now);
        if (found.size() >= MOST) {
            found.clear();
        }
        found.put(new Asked(List.copyOf(chain), use), new Found(authority, now, until, List.copyOf(revoked)));
    }

    private record Asked(List<X509Certificate> chain, Use use) {}

    private record Found(X509Certificate authority, Instant from, Instant until, List<X509CRL> revoked) {}
}
