package org.concordat.gateway.operation;

import java.security.cert.X509Certificate;
import java.util.List;
import org.concordat.gateway.setting.RealTime;
import org.concordat.protection.key.CertificateExpiry;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * How long the gateway's own certificates last. Warns 30, 28 and 7 days before the end; only an expired one is down,
 * for nobody can use the gateway then.
 */
record CertificateHealth(List<X509Certificate> certificates, RealTime time) implements HealthIndicator {
    @Override
    public Health health() {
        CertificateExpiry expiry = CertificateExpiry.of(certificates, time.now());
        Health.Builder health = expiry.anyExpired() ? Health.down() : Health.up();
        expiry.endings().forEach(e -> health.withDetail(e.subject(), e.at() + ": " + says(e)));
        return health.build();
    }

    private static String says(CertificateExpiry.Ending ending) {
        return ending.withinDays()
                .map(days -> days == 0 ? "expired" : "ends in less than " + days + " days: renew it")
                .orElse("good");
    }
}
