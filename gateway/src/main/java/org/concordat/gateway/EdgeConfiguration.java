package org.concordat.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import org.concordat.gateway.api.ApiConfiguration;
import org.concordat.gateway.identity.IdentityConfiguration;
import org.concordat.gateway.operation.OperationConfiguration;
import org.concordat.gateway.problem.Problems;
import org.concordat.gateway.setting.GatewaySettings;
import org.concordat.gateway.setting.RealTime;
import org.concordat.gateway.soap.SoapConfiguration;
import org.concordat.gateway.tls.ServerConfiguration;
import org.concordat.gateway.tls.TrustConfiguration;
import org.concordat.routes.hop.Ids;
import org.springframework.boot.actuate.autoconfigure.endpoint.jmx.JmxEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.sbom.SbomEndpointAutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.admin.SpringApplicationAdminJmxAutoConfiguration;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.autoconfigure.jmx.JmxAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.MultipartAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import tools.jackson.databind.json.JsonMapper;

/** The gateway towards agencies and operators, but for what happens behind the doors. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration(
        exclude = {
            ErrorMvcAutoConfiguration.class,
            MultipartAutoConfiguration.class,
            UserDetailsServiceAutoConfiguration.class,
            OAuth2ResourceServerAutoConfiguration.class,
            JmxAutoConfiguration.class,
            SpringApplicationAdminJmxAutoConfiguration.class,
            JmxEndpointAutoConfiguration.class,
            AopAutoConfiguration.class,
            TaskSchedulingAutoConfiguration.class,
            SbomEndpointAutoConfiguration.class
        })
@Import({
    TrustConfiguration.class,
    ServerConfiguration.class,
    IdentityConfiguration.class,
    ApiConfiguration.class,
    SoapConfiguration.class,
    OperationConfiguration.class
})
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
    Problems problems(MeterRegistry meters, JsonMapper json, RealTime time) {
        return new Problems(meters, json, new Ids(new SecureRandom(), time.clock()));
    }
}
