package org.concordat.gateway.operation;

import java.util.Map;
import org.concordat.gateway.identity.KeycloakKeys;
import org.concordat.gateway.setting.GatewaySettings;
import org.concordat.gateway.setting.RealTime;
import org.concordat.gateway.soap.EnvelopeKeys;
import org.concordat.protection.key.AgencyKeys;
import org.concordat.protection.key.Certificates;
import org.concordat.protection.key.RenewableTlsKey;
import org.concordat.protection.key.Renewed;
import org.concordat.routes.hop.InForce;
import org.concordat.routes.hop.Trust;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** What an operator sees. The bean names are the names in {@code /health}. */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
@Import(FlowMetrics.class)
public class OperationConfiguration {
    @Bean
    Traces traces(GatewaySettings settings) {
        return new Traces(settings.traces());
    }

    /** Whether tokens can be checked: Keycloak's keys are kept, or can be fetched. */
    @Bean("keycloakHealthIndicator")
    HealthIndicator keycloakHealth(KeycloakKeys keys) {
        return () -> keys.areReachable()
                ? Health.up().build()
                : Health.down()
                        .withDetail("says", "the keys of the identity service cannot be fetched")
                        .build();
    }

    @Bean("certificatesHealthIndicator")
    HealthIndicator certificateHealth(OwnCertificates own, RealTime time) {
        return new CertificateHealth(own, time);
    }

    @Bean
    OwnCertificates ownCertificates(
            Renewed<AgencyKeys> own,
            Trust trust,
            RenewableTlsKey tls,
            GatewaySettings settings,
            Certificates certificates) {
        return new OwnCertificates(
                own, trust, tls, EnvelopeKeys.find(settings, certificates).map(EnvelopeKeys::certificate));
    }

    /** A node that has not the bundle that is in force decides nothing: no caller should come to it. */
    @Bean("configurationHealthIndicator")
    HealthIndicator configurationHealth(InForce inForce) {
        return () -> (inForce.isBehind() ? Health.down() : Health.up())
                .withDetail("number", inForce.number())
                .build();
    }

    @Bean
    InfoContributor configurationInfo(InForce inForce) {
        return info -> info.withDetail(
                "configuration", Map.of("digest", inForce.configuration().digest(), "number", inForce.number()));
    }
}
