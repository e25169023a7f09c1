package org.concordat.sandbox.partner;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Map;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import org.apache.cxf.Bus;
import org.apache.cxf.bus.CXFBusFactory;
import org.apache.cxf.configuration.jsse.TLSServerParameters;
import org.apache.cxf.configuration.security.ClientAuthentication;
import org.apache.cxf.interceptor.Fault;
import org.apache.cxf.jaxws.JaxWsServerFactoryBean;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;
import org.apache.cxf.transport.http_jetty.JettyHTTPServerEngineFactory;
import org.concordat.protection.key.TrustPolicy;

/** A partner's web service over mutual TLS: what its supplier generated from its own contract, run by Apache CXF. */
public final class WebService implements AutoCloseable {
    private static final String HOST = "localhost";
    private static final char[] PASSWORD = TrustPolicy.SAMPLE_PASSWORD.toCharArray();

    private final Bus bus;
    private final URI address;

    private WebService(Bus bus, URI address) {
        this.bus = bus;
        this.address = address;
    }

    /**
     * Listens on loopback.
     *
     * @param own the key store of its TLS certificate
     * @param trusted the key store of whom it lets in
     * @param implementor of the contract's generated interface
     * @param wsdl the contract, by its place on the class path
     * @param properties what its policy needs
     */
    public static WebService start(
            int port, Path own, Path trusted, Object implementor, String wsdl, Map<String, Object> properties)
            throws IOException, GeneralSecurityException {
        Bus bus = new CXFBusFactory().createBus();
        URI address = URI.create("https://" + HOST + ":" + port + "/service");
        bus.getExtension(JettyHTTPServerEngineFactory.class)
                .setTLSServerParametersForPort(HOST, port, tls(own, trusted));
        JaxWsServerFactoryBean factory = new JaxWsServerFactoryBean();
        factory.setBus(bus);
        factory.setServiceBean(implementor);
        factory.setWsdlLocation("classpath:" + wsdl);
        factory.setAddress(address.toString());
        factory.setProperties(Map.copyOf(properties));
        factory.getInInterceptors().add(new Posted());
        factory.create();
        return new WebService(bus, address);
    }

    /** An envelope is posted, and says that it is one: left alone, CXF takes any text by any method. */
    private static final class Posted extends AbstractPhaseInterceptor<Message> {
        private static final Pattern ENVELOPE =
                Pattern.compile("(text/xml|application/soap\\+xml|multipart/related)\\s*(;.*)?");

        Posted() {
            super(Phase.RECEIVE);
        }

        @Override
        public void handleMessage(Message message) {
            Object method = message.get(Message.HTTP_REQUEST_METHOD);
            String media = String.valueOf(message.get(Message.CONTENT_TYPE));
            if (!"GET".equals(method)
                    && !("POST".equals(method) && ENVELOPE.matcher(media).matches())) {
                throw new Fault(new IllegalArgumentException("this is no envelope"));
            }
        }
    }

    private static TLSServerParameters tls(Path own, Path trusted) throws IOException, GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(store(own), PASSWORD);
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(store(trusted));
        ClientAuthentication everybody = new ClientAuthentication();
        everybody.setRequired(true);
        everybody.setWant(true);
        TLSServerParameters parameters = new TLSServerParameters();
        parameters.setKeyManagers(keys.getKeyManagers());
        parameters.setTrustManagers(trust.getTrustManagers());
        parameters.setClientAuthentication(everybody);
        return parameters;
    }

    static KeyStore store(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        return store;
    }

    public URI address() {
        return address;
    }

    @Override
    public void close() {
        bus.shutdown(true);
    }
}
