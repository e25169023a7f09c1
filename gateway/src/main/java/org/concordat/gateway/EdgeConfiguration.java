package org.concordat.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.concordat.gateway.api.ApiConfiguration;
import org.concordat.gateway.identity.IdentityConfiguration;
import org.concordat.gateway.operation.OperationConfiguration;
import org.concordat.gateway.problem.Problems;
import org.concordat.gateway.setting.GatewaySettings;
import org.concordat.gateway.setting.RealTime;
import org.concordat.gateway.setting.SettingsRejected;
import org.concordat.gateway.tls.ServerConfiguration;
import org.concordat.protection.key.AgencyKeys;
import org.concordat.protection.key.KeysUnreadable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import tools.jackson.databind.json.JsonMapper;

/** The gateway towards agencies and operators, but for what happens behind the doors. */
@Configuration(proxyBeanMethods = false)
@Import({ServerConfiguration.class, IdentityConfiguration.class, ApiConfiguration.class, OperationConfiguration.class})
class EdgeConfiguration {
    @Bean
    GatewaySettings settings(Environment environment) {
        return GatewaySettings.of(environment);
    }

    @Bean
    RealTime realTime() {
        return new RealTime();
    }

    @Bean
    Problems problems(MeterRegistry meters, JsonMapper json) {
        return new Problems(meters, json);
    }

    @Bean
    AgencyKeys ownKeys(GatewaySettings settings) throws IOException {
        String password = Files.readAllLines(settings.keys().password()).stream()
                .findFirst()
                .orElse("");
        try {
            return AgencyKeys.read(settings.keys().folder(), password.toCharArray());
        } catch (KeysUnreadable e) {
            throw new SettingsRejected(List.of(String.valueOf(e.getMessage())));
        }
    }
}
