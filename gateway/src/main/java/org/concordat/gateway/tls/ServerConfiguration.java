package org.concordat.gateway.tls;

import io.micrometer.core.instrument.MeterRegistry;
import java.security.GeneralSecurityException;
import org.concordat.gateway.problem.Problems;
import org.concordat.protection.key.AgencyKeys;
import org.concordat.protection.key.PeerTrust;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The server of the API. The operators' port is another server, which this does not touch. */
@Configuration(proxyBeanMethods = false)
public class ServerConfiguration {
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> agencyServer(
            AgencyKeys own, PeerTrust peers, Problems problems, MeterRegistry meters) throws GeneralSecurityException {
        AgencyConnector connector = new AgencyConnector(own.tls(), peers);
        return server -> {
            server.addConnectorCustomizers(connector);
            server.addEngineValves(new ConnectionRefusals(meters));
            server.addContextCustomizers(ProblemValve.with(problems));
        };
    }
}
