package org.concordat.bench.peer;

import jakarta.jws.WebService;
import jakarta.xml.ws.BindingProvider;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.cxf.jaxws.JaxWsServerFactoryBean;
import org.concordat.bench.load.Commanded;
import org.concordat.gateway.soap.model.Acknowledge;
import org.concordat.gateway.soap.model.Acknowledged;
import org.concordat.gateway.soap.model.Collect;
import org.concordat.gateway.soap.model.Collected;
import org.concordat.gateway.soap.model.Concordat;
import org.concordat.gateway.soap.model.Explain;
import org.concordat.gateway.soap.model.Explained;
import org.concordat.gateway.soap.model.Gateway;
import org.concordat.gateway.soap.model.Submit;
import org.concordat.gateway.soap.model.Submitted;

/**
 * The peer under our own policy: what Apache CXF generates from the gateway's contract, at both ends, as it comes. The
 * server does nothing with what it gets.
 */
public final class PolicyPeer {
    private PolicyPeer() {}

    /** The recipient's process. */
    public static final class Server {
        private Server() {}

        /** Takes the port of whoever commands, the provider, the key store. */
        public static void main(String[] arguments) throws Exception {
            Security.prefer(arguments[1]);
            String address = "http://127.0.0.1:" + freePort() + "/soap";
            JaxWsServerFactoryBean factory = new JaxWsServerFactoryBean();
            factory.setServiceBean(new Taking());
            factory.setWsdlLocation("classpath:soap/concordat.wsdl");
            factory.setAddress(address);
            factory.setProperties(Policy.settings(Path.of(arguments[2]), Security.PASSWORD, Security.ALIAS));
            factory.create();
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
    }

    /** The sender's process. */
    public static final class Client {
        private Client() {}

        /** Takes the port of whoever commands, provider, key store, address, clients, the file to send. */
        public static void main(String[] arguments) throws Exception {
            Security.prefer(arguments[1]);
            byte[] document = Files.readAllBytes(Path.of(arguments[5]));
            int clients = Integer.parseInt(arguments[4]);
            List<Gateway> ways = new ArrayList<>();
            for (int client = 0; client < clients; client++) {
                Gateway way = new Concordat().getGateway();
                Map<String, Object> context = ((BindingProvider) way).getRequestContext();
                context.put(BindingProvider.ENDPOINT_ADDRESS_PROPERTY, arguments[3]);
                context.putAll(Policy.settings(Path.of(arguments[2]), Security.PASSWORD, Security.ALIAS));
                ways.add(way);
            }
            try (Commanded commanded = new Commanded(Integer.parseInt(arguments[0]))) {
                commanded.serve(document.length + " bytes under our policy, RSA-3072", clients, client -> {
                    Submit submit = new Submit();
                    submit.setDisclosure(document);
                    if (ways.get(client).submit(submit).getReceipt().isEmpty()) {
                        throw new IllegalStateException("the receipt is empty");
                    }
                });
            }
            System.exit(0);
        }
    }

    /** The service: one operation, whose receipt is as long as ours. */
    @WebService(
            endpointInterface = "org.concordat.gateway.soap.model.Gateway",
            targetNamespace = "urn:concordat:gateway:1",
            serviceName = "Concordat",
            portName = "Gateway")
    public static final class Taking implements Gateway {
        private static final String RECEIPT = Base64.getEncoder().encodeToString(new byte[1024]);

        @Override
        public Submitted submit(Submit asked) {
            if (asked.getDisclosure().length == 0) {
                throw new IllegalStateException("nothing arrived");
            }
            Submitted submitted = new Submitted();
            submitted.setReceipt(RECEIPT);
            return submitted;
        }

        @Override
        public Collected collect(Collect asked) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Acknowledged acknowledge(Acknowledge asked) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Explained explain(Explain asked) {
            throw new UnsupportedOperationException();
        }
    }
}
