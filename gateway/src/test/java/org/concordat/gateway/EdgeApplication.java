package org.concordat.gateway;

import java.time.Clock;
import java.util.Optional;
import org.apache.wss4j.common.cache.ReplayCache;
import org.concordat.protection.agency.RegisteredAgencies;
import org.concordat.protection.key.TrustPolicy;
import org.concordat.protection.receipt.Receipt;
import org.concordat.routes.hop.Checkpoints;
import org.concordat.routes.hop.InForce;
import org.concordat.schemas.disclosure.DisclosureContext;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The edge as it is in production, with stubs where routes and stores would be. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration(
        excludeName = {
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
            "org.apache.camel.spring.boot.CamelAutoConfiguration"
        })
@Import(EdgeConfiguration.class)
class EdgeApplication {
    @Bean
    Doors doors(EdgeUnderTest test) {
        return test.doors;
    }

    @Bean
    Checkpoints checkpoints() {
        return () -> Optional.of(new Receipt(EdgeTest.JWS));
    }

    @Bean
    ReplayCache replays(EdgeUnderTest test) {
        return test.replays;
    }

    @Bean("dbHealthIndicator")
    HealthIndicator database() {
        return () -> Health.up().build();
    }

    @Bean
    Clock businessClock(EdgeUnderTest test) {
        return test.businessClock();
    }

    @Bean
    TrustPolicy samples() {
        return () -> true;
    }

    @Bean
    DisclosureContext disclosures() {
        return DisclosureContext.standard();
    }

    @Bean
    InForce inForce(EdgeUnderTest test) {
        return new InForce(new org.concordat.protection.configuration.Configuration(
                new RegisteredAgencies(test.agencies()), null, null, null, "0".repeat(64), null));
    }
}
