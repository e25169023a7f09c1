package org.concordat.sandbox.gateway;

import java.nio.file.Path;
import java.time.Clock;
import org.concordat.gateway.GatewayApplication;
import org.concordat.protection.key.TrustPolicy;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;

/**
 * The gateway with what only a sandbox may have: business time that a story moves, and trust in sample certificates.
 * Neither can be switched on in the gateway itself, because neither is in its jar.
 */
public final class GatewayUnderSandbox {
    private GatewayUnderSandbox() {}

    public static void main(String[] arguments) {
        SpringApplication.run(new Class<?>[] {GatewayApplication.class, OnlyHere.class}, arguments);
    }

    /** The two beans that take the place of the gateway's own. */
    @Configuration(proxyBeanMethods = false)
    static class OnlyHere {
        @Bean
        @Primary
        Clock storyClock(Environment environment) {
            return new StoryClock(Path.of(environment.getRequiredProperty("concordat.sandbox.clock")));
        }

        @Bean
        @Primary
        TrustPolicy sandboxTrust() {
            return () -> true;
        }
    }
}
