package org.concordat.bench.brokered;

import java.time.Clock;
import org.concordat.gateway.GatewayConfiguration;
import org.concordat.protection.key.TrustPolicy;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The gateway as it is measured: nothing of it is other than in production but that it trusts sample certificates. */
public final class GatewayUnderBench {
    private GatewayUnderBench() {}

    public static void main(String[] arguments) {
        SpringApplication.run(new Class<?>[] {GatewayConfiguration.class, OnlyHere.class}, arguments);
    }

    /** The two beans that the gateway takes from its main class. */
    @Configuration(proxyBeanMethods = false)
    static class OnlyHere {
        @Bean
        Clock realClock() {
            return Clock.systemUTC();
        }

        @Bean
        TrustPolicy sampleTrust() {
            return () -> true;
        }
    }
}
