package org.concordat.gateway.operation;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.concordat.gateway.setting.RealTime;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * How long the gateway's own certificates last. Warns 30, 28 and 7 days before the end; only an expired one is down,
 * for nobody can use the gateway then.
 */
final class CertificateHealth implements HealthIndicator {
    private final Map<String, X509Certificate> certificates;
    private final RealTime time;

    /** @param certificates by what each is for */
    CertificateHealth(Map<String, X509Certificate> certificates, RealTime time) {
        this.certificates = Map.copyOf(certificates);
        this.time = time;
    }

    @Override
    public Health health() {
        Instant now = time.now();
        Health.Builder health = Health.up();
        certificates.forEach((use, certificate) -> {
            Instant ends = certificate.getNotAfter().toInstant();
            if (!now.isBefore(ends)) {
                health.down();
            }
            health.withDetail(use, Map.of("ends", ends.toString(), "says", says(now, ends)));
        });
        return health.build();
    }

    static String says(Instant now, Instant ends) {
        long days = Duration.between(now, ends).toDays();
        if (!now.isBefore(ends)) {
            return "expired: no agency can connect or check what the gateway signs";
        }
        if (days < 7) {
            return "urgent: ends in less than 7 days";
        }
        if (days < 28) {
            return "renew now: ends in less than 28 days";
        }
        return days < 30 ? "renew soon: ends in less than 30 days" : "good";
    }
}
