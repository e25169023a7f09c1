package org.concordat.gateway.operation;

import java.time.Instant;
import java.util.List;
import org.concordat.gateway.setting.RealTime;
import org.concordat.protection.key.CertificateExpiry;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * How long the gateway's own certificates last. Warns 60, 30 and 7 days before the end; only an expired one is down, for
 * nobody can use the gateway then.
 */
record CertificateHealth(OwnCertificates own, RealTime time) implements HealthIndicator {
    @Override
    public Health health() {
        Instant now = time.now();
        List<CertificateExpiry> all = own.get();
        boolean expired = all.stream().anyMatch(e -> e.at().isBefore(now));
        Health.Builder health = expired ? Health.down() : Health.up();
        all.forEach(e -> health.withDetail(e.use().code(), e.at() + ": " + says(e, now)));
        return health.build();
    }

    private static String says(CertificateExpiry expiry, Instant now) {
        return expiry.withinDays(now)
                .map(days -> days == 0 ? "expired" : "ends in less than " + days + " days: renew it")
                .orElse("good");
    }
}
