package org.concordat.gateway.operation;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import org.concordat.gateway.identity.KeycloakKeys;
import org.concordat.gateway.setting.RealTime;
import org.concordat.protection.configuration.Configuration;
import org.concordat.protection.key.AgencyKeys;
import org.concordat.protection.key.RenewableTlsKey;
import org.concordat.routes.FlowObserver;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** What an operator sees. The bean names are the names in {@code /health}. */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
public class OperationConfiguration {
    @Bean
    FlowObserver flowObserver(MeterRegistry meters) {
        return new FlowMetrics(meters);
    }

    @Bean("keycloakHealthIndicator")
    HealthIndicator keycloakHealth(KeycloakKeys keys) {
        return new KeycloakHealth(keys);
    }

    @Bean("certificatesHealthIndicator")
    HealthIndicator certificateHealth(OwnCertificates own, RealTime time) {
        return new CertificateHealth(own, time);
    }

    @Bean
    OwnCertificates ownCertificates(AgencyKeys own, RenewableTlsKey tls) {
        return new OwnCertificates(own, tls);
    }

    @Bean
    InfoContributor configurationInfo(Configuration configuration) {
        return info -> info.withDetail("configuration", Map.of("digest", configuration.digest()));
    }
}
