package org.concordat.bench.peer;

import jakarta.xml.ws.Dispatch;
import jakarta.xml.ws.Service;
import jakarta.xml.ws.soap.SOAPBinding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Signature;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.Cipher;
import javax.xml.namespace.QName;
import javax.xml.transform.Source;
import org.apache.cxf.endpoint.Client;
import org.apache.cxf.jaxws.DispatchImpl;
import org.apache.cxf.transport.http.HTTPConduit;
import org.apache.cxf.transports.http.configuration.HTTPClientPolicy;
import org.concordat.bench.load.Commanded;

/** The peer's sender: signs, encrypts, posts over a connection that stays open, and reads the receipt. */
public final class PeerClient {
    private static final QName SERVICE = new QName("urn:concordat:bench", "Inbox");
    private static final QName PORT = new QName("urn:concordat:bench", "Port");

    private PeerClient() {}

    /** Takes the port of whoever commands, provider, key store, address, clients, the file to send. */
    public static void main(String[] arguments) throws Exception {
        Security.prefer(arguments[1]);
        String address = arguments[3];
        Service service = Service.create(SERVICE);
        service.addPort(PORT, SOAPBinding.SOAP11HTTP_BINDING, address);
        int clients = Integer.parseInt(arguments[4]);
        List<Dispatch<Source>> ways = new ArrayList<>();
        for (int client = 0; client < clients; client++) {
            ways.add(way(service, arguments[2]));
        }
        byte[] document = Files.readAllBytes(Path.of(arguments[5]));
        try (Commanded commanded = new Commanded(Integer.parseInt(arguments[0]))) {
            commanded.serve(
                    document.length + " bytes; RSA by "
                            + Signature.getInstance("SHA256withRSA")
                                    .getProvider()
                                    .getName() + ", AES-GCM by "
                            + Cipher.getInstance("AES/GCM/NoPadding")
                                    .getProvider()
                                    .getName(),
                    clients,
                    client -> exchange(ways.get(client), document));
        }
        System.exit(0);
    }

    private static Dispatch<Source> way(Service service, String keys) {
        Dispatch<Source> way = service.createDispatch(PORT, Source.class, Service.Mode.PAYLOAD);
        Client client = ((DispatchImpl<?>) way).getClient();
        Security.secure(client.getEndpoint(), keys);
        HTTPClientPolicy policy = new HTTPClientPolicy();
        policy.setAllowChunking(false);
        policy.setReceiveTimeout(30_000);
        policy.setVersion("1.1");
        ((HTTPConduit) client.getConduit()).setClient(policy);
        return way;
    }

    private static void exchange(Dispatch<Source> way, byte[] document) throws Exception {
        if (Content.read(way.invoke(Content.of(document))) == 0) {
            throw new IllegalStateException("the receipt is empty");
        }
    }
}
