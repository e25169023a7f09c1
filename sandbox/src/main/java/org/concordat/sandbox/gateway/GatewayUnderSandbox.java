package org.concordat.sandbox.gateway;

import java.nio.file.Path;
import java.time.Clock;
import org.concordat.gateway.GatewayConfiguration;
import org.concordat.protection.key.TrustPolicy;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * The gateway with what only a sandbox may have: business time that a story moves, and trust in sample certificates.
 * Neither can be switched on in the gateway itself, because neither is in its jar.
 */
public final class GatewayUnderSandbox {
    private GatewayUnderSandbox() {}

    public static void main(String[] arguments) {
        SpringApplication.run(new Class<?>[] {GatewayConfiguration.class, OnlyHere.class}, arguments);
    }

    /** The two beans that the gateway takes from its main class. */
    @Configuration(proxyBeanMethods = false)
    static class OnlyHere {
        @Bean
        Clock storyClock(Environment environment) {
            return new StoryClock(Path.of(environment.getRequiredProperty("concordat.sandbox.clock")));
        }

        @Bean
        TrustPolicy sandboxTrust() {
            return () -> true;
        }
    }
}
