package org.concordat.gateway.tls;

import io.micrometer.core.instrument.MeterRegistry;
import java.security.GeneralSecurityException;
import org.concordat.gateway.problem.Problems;
import org.concordat.gateway.setting.GatewaySettings;
import org.concordat.protection.key.PeerTrust;
import org.concordat.protection.key.RenewableTlsKey;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The server of the API. The operators' port is another server, which this does not touch. */
@Configuration(proxyBeanMethods = false)
public class ServerConfiguration {
    @Bean
    Leaving leaving(GatewaySettings settings) {
        return new Leaving(settings.leaveAfter());
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> agencyServer(
            RenewableTlsKey own, PeerTrust peers, Problems problems, MeterRegistry meters, Leaving leaving)
            throws GeneralSecurityException {
        AgencyConnector connector = new AgencyConnector(own, peers);
        return server -> {
            server.addConnectorCustomizers(connector);
            server.addEngineValves(new ConnectionRefusals(meters), leaving.valve());
            server.addContextCustomizers(ProblemValve.with(problems));
        };
    }
}
