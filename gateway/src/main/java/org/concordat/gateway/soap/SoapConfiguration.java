package org.concordat.gateway.soap;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.xml.bind.JAXBException;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import org.apache.cxf.Bus;
import org.apache.cxf.attachment.AttachmentDeserializer;
import org.apache.cxf.bus.CXFBusFactory;
import org.apache.cxf.io.CachedConstants;
import org.apache.cxf.jaxws.EndpointImpl;
import org.apache.cxf.transport.servlet.CXFNonSpringServlet;
import org.apache.cxf.ws.security.policy.custom.AlgorithmSuiteLoader;
import org.apache.wss4j.common.cache.ReplayCache;
import org.concordat.gateway.api.Body;
import org.concordat.gateway.identity.AccessRefusals;
import org.concordat.gateway.identity.IdentityConfiguration;
import org.concordat.gateway.identity.Systems;
import org.concordat.gateway.problem.Problems;
import org.concordat.gateway.setting.GatewaySettings;
import org.concordat.protection.key.Certificates;
import org.concordat.routes.hop.Admit;
import org.concordat.schemas.primitive.Primitives;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The SOAP endpoint, for gateways that are set to have one. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(GatewaySettings.PREFIX + ".soap")
@Import(GatewayPort.class)
public class SoapConfiguration {
    private static final String CONTRACT = "classpath:soap/concordat.wsdl";
    /** Beyond every request's size: nothing is ever moved from memory to a file. */
    private static final String NEVER_TO_A_FILE = String.valueOf(64L * Admit.LARGEST);

    /** One that writes no file, knows the policies' algorithms, reads nothing without limits and has the fastest ciphers and readers. */
    static Bus newBus() {
        DecryptedContent.install();
        Primitives.offerNative();
        // else the one that is found anyway is searched for in every archive, for each envelope
        System.setProperty(XMLInputFactory.class.getName(), "com.ctc.wstx.stax.WstxInputFactory");
        Bus bus = new CXFBusFactory()
                .createBus(
                        Map.of(),
                        Map.of("bus.jmx.enabled", "false", CachedConstants.THRESHOLD_BUS_PROP, NEVER_TO_A_FILE));
        bus.setExtension(new EnvelopeSuite(), AlgorithmSuiteLoader.class);
        return bus;
    }

    @Bean(destroyMethod = "shutdown")
    Bus bus(Problems problems, AccessRefusals refusals) throws JAXBException {
        Bus bus = newBus();
        bus.getOutFaultInterceptors().add(new ProblemFaults(problems, refusals));
        return bus;
    }

    @Bean
    ServletRegistrationBean<CXFNonSpringServlet> soap(
            Bus bus,
            GatewayPort port,
            GatewaySettings settings,
            Certificates certificates,
            ReplayCache replays,
            Systems systems,
            Body.Budget budget) {
        EndpointImpl endpoint = new EndpointImpl(bus, port);
        endpoint.setWsdlLocation(CONTRACT);
        endpoint.setProperties(Protection.properties(EnvelopeKeys.read(settings, certificates), replays, systems));
        endpoint.getProperties().put("schema-validation-enabled", "IN");
        endpoint.getProperties().put(AttachmentDeserializer.ATTACHMENT_MEMORY_THRESHOLD, NEVER_TO_A_FILE);
        endpoint.getInInterceptors().addAll(new Arrival(systems, budget).looks());
        endpoint.publish("/");
        CXFNonSpringServlet servlet = new Servlet();
        servlet.setBus(bus);
        ServletRegistrationBean<CXFNonSpringServlet> registration =
                new ServletRegistrationBean<>(servlet, IdentityConfiguration.SOAP);
        registration.setLoadOnStartup(1);
        registration.addInitParameter("hide-service-list-page", "true");
        return registration;
    }

    /** Gives back what a request had taken of the gateway's memory, when it was answered. */
    private static final class Servlet extends CXFNonSpringServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void invoke(HttpServletRequest request, HttpServletResponse response) throws ServletException {
            try {
                super.invoke(request, response);
            } finally {
                Arrival.close(request);
            }
        }
    }
}
