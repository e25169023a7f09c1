package org.concordat.gateway.tls;

import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.X509TrustManager;
import org.concordat.gateway.problem.Problems;
import org.concordat.protection.key.AgencyKeys;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The server of the API. The operators' port is another server, which this does not touch. */
@Configuration(proxyBeanMethods = false)
public class ServerConfiguration {
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> agencyServer(
            AgencyKeys own, X509TrustManager clients, Problems problems) throws GeneralSecurityException {
        AgencyConnector connector =
                new AgencyConnector(own.tls().privateKey(), List.of(own.tls().certificate()), clients);
        return server -> {
            server.addConnectorCustomizers(connector);
            server.addContextCustomizers(ProblemValve.with(problems));
        };
    }
}
