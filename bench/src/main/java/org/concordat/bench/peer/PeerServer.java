package org.concordat.bench.peer;

import jakarta.xml.ws.Provider;
import jakarta.xml.ws.Service;
import jakarta.xml.ws.ServiceMode;
import jakarta.xml.ws.WebServiceProvider;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLStreamException;
import javax.xml.transform.Source;
import org.apache.cxf.jaxws.JaxWsServerFactoryBean;
import org.concordat.bench.load.Commanded;

/** The peer's recipient: decrypts, verifies, reads, and answers with a small receipt, signed and encrypted. */
public final class PeerServer {
    private PeerServer() {}

    /** Takes the port of whoever commands, the provider, the key store. */
    public static void main(String[] arguments) throws Exception {
        Security.prefer(arguments[1]);
        String address = "http://127.0.0.1:" + freePort() + "/disclosures";
        JaxWsServerFactoryBean factory = new JaxWsServerFactoryBean();
        factory.setServiceBean(new Inbox());
        factory.setAddress(address);
        Security.secure(factory.create().getEndpoint(), arguments[2]);
        try (Commanded commanded = new Commanded(Integer.parseInt(arguments[0]))) {
            commanded.serve(address);
        }
        System.exit(0);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** The service. */
    @WebServiceProvider(targetNamespace = "urn:concordat:bench", serviceName = "Inbox", portName = "Port")
    @ServiceMode(Service.Mode.PAYLOAD)
    public static final class Inbox implements Provider<Source> {
        private static final byte[] RECEIPT =
                ("<r:Receipt xmlns:r=\"urn:concordat:bench\"><r:Status>accepted</r:Status>"
                                + "<r:At>2026-11-22T00:00:00Z</r:At></r:Receipt>")
                        .getBytes(StandardCharsets.UTF_8);

        @Override
        public Source invoke(Source request) {
            try {
                if (Content.read(request) == 0) {
                    throw new IllegalStateException("nothing arrived");
                }
                return Content.of(RECEIPT);
            } catch (XMLStreamException e) {
                throw new IllegalStateException("what arrived is no XML", e);
            }
        }
    }
}
