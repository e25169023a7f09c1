package org.concordat.gateway;

import java.time.Clock;
import org.concordat.protection.key.TrustPolicy;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The gateway in production: business runs on the time of the world, and sample certificates are refused. */
@Configuration(proxyBeanMethods = false)
@Import(GatewayConfiguration.class)
public class GatewayApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(GatewayApplication.class, arguments);
    }

    @Bean
    Clock businessClock() {
        return Clock.systemUTC();
    }

    @Bean
    TrustPolicy trustPolicy() {
        return TrustPolicy.production();
    }
}
