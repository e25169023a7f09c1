package org.concordat.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.concordat.protection.envelope.Opener;
import org.concordat.protection.envelope.OpeningFailed;
import org.concordat.protection.envelope.Sealed;
import org.concordat.protection.key.AgencyKeys;
import org.concordat.protection.key.Authority;
import org.concordat.protection.key.Certificates;
import org.concordat.protection.key.PeerTrust;
import org.concordat.protection.key.TlsContext;
import org.concordat.protection.key.TrustPolicy;
import org.concordat.protection.receipt.Digest;
import org.concordat.protection.receipt.Statement;
import org.concordat.protection.receipt.StatementSigner;
import org.concordat.schemas.disclosure.Disclosure;
import org.concordat.schemas.disclosure.DisclosureContext;
import org.concordat.schemas.disclosure.DisclosureRejected;
import org.concordat.schemas.signature.DisclosureVerifier;
import org.concordat.schemas.signature.RandomIds;
import org.concordat.schemas.signature.SignatureBroken;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.xml.XmlReaders;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** A partner's own system that does all that the partner's guide says, and answers with its signed receipt. */
final class CarefulPartner implements AutoCloseable {
    private static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final String DELIVERIES = "urn:concordat:delivery:1";
    private static final int MOST = 11 * 1024 * 1024;
    private static final char[] PASSWORD = TrustPolicy.SAMPLE_PASSWORD.toCharArray();
    private static final DisclosureContext CONTEXT = DisclosureContext.standard();

    private final AgencyId own;
    private final AgencyKeys keys;
    private final Path certificates;
    private final Map<String, String> taken = new HashMap<>();
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final HttpsServer server;

    /** @param server the holder of the TLS key that it shows */
    CarefulPartner(AgencyId own, Path certificates, String server) throws Exception {
        this.own = own;
        this.certificates = certificates;
        this.keys = AgencyKeys.read(certificates.resolve(own.value()), PASSWORD);
        Certificates trusted = new Certificates(
                List.of(Authority.read(certificates.resolve("authority.crt"))), () -> true, Clock.systemUTC());
        SSLContext tls = TlsContext.of(
                Optional.of(AgencyKeys.tls(certificates.resolve(server), PASSWORD)),
                new PeerTrust(trusted, verdict -> {}));
        this.server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        this.server.setExecutor(workers);
        this.server.setHttpsConfigurator(new HttpsConfigurator(tls) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters demanded = tls.getDefaultSSLParameters();
                demanded.setNeedClientAuth(true);
                parameters.setSSLParameters(demanded);
            }
        });
        this.server.createContext("/", this::answer);
        this.server.start();
    }

    String address() {
        return "https://localhost:" + server.getAddress().getPort() + "/push";
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(MOST + 1);
            String delivery = String.valueOf(exchange.getRequestHeaders().getFirst("Concordat-Delivery"));
            String media = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
            if (media.startsWith("text/xml") && exchange.getRequestMethod().equals("POST")) {
                byte[] answer = envelope(body).getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "text/xml");
                exchange.sendResponseHeaders(
                        new String(answer, StandardCharsets.UTF_8).contains("Fault") ? 500 : 200, answer.length);
                exchange.getResponseBody().write(answer);
                return;
            }
            int status = status(exchange.getRequestMethod(), media, delivery, body);
            if (status != 200) {
                exchange.sendResponseHeaders(status, -1);
                return;
            }
            byte[] receipt = receipt(delivery, body).getBytes(StandardCharsets.US_ASCII);
            exchange.getResponseHeaders().set("Content-Type", "application/jose");
            exchange.sendResponseHeaders(200, receipt.length);
            exchange.getResponseBody().write(receipt);
        }
    }

    private String receipt(String delivery, byte[] body) {
        return new StatementSigner(own, keys.signing())
                .sign(new Statement.Received(
                        RandomIds.random(),
                        own,
                        Clock.systemUTC().instant(),
                        UUID.fromString(delivery),
                        Digest.of(body),
                        Optional.empty()))
                .jws();
    }

    /** The same over SOAP 1.1, by the contract of {@code delivery.wsdl}. */
    private String envelope(byte[] body) {
        String said = "<s:Fault><faultcode>s:Client</faultcode><faultstring>not taken</faultstring></s:Fault>";
        try {
            Element envelope =
                    XmlReaders.dom().parse(new ByteArrayInputStream(body)).getDocumentElement();
            Node deliver =
                    envelope.getElementsByTagNameNS(DELIVERIES, "Deliver").item(0);
            if (SOAP.equals(envelope.getNamespaceURI()) && deliver instanceof Element asked) {
                String delivery = asked.getElementsByTagNameNS(DELIVERIES, "Delivery")
                        .item(0)
                        .getTextContent();
                byte[] sealed = Base64.getDecoder()
                        .decode(asked.getElementsByTagNameNS(DELIVERIES, "Sealed")
                                .item(0)
                                .getTextContent());
                if (status("POST", "application/pkcs7-mime", delivery, sealed) == 200) {
                    said = "<Delivered xmlns='" + DELIVERIES + "'><Receipt>" + receipt(delivery, sealed)
                            + "</Receipt></Delivered>";
                }
            }
        } catch (SAXException | IOException e) {
            // no envelope is said by a fault, too
        }
        return "<s:Envelope xmlns:s='" + SOAP + "'><s:Body>" + said + "</s:Body></s:Envelope>";
    }

    private synchronized int status(String method, String media, String delivery, byte[] body) {
        if (!method.equals("POST")) {
            return 405;
        }
        if (!media.startsWith("application/pkcs7-mime") || body.length > MOST) {
            return body.length > MOST ? 413 : 415;
        }
        if (!delivery.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}") || !isForUs(body)) {
            return 422;
        }
        return delivery.equals(taken.computeIfAbsent(Digest.of(body), bytes -> delivery)) ? 200 : 409;
    }

    private boolean isForUs(byte[] body) {
        try {
            Disclosure disclosure = CONTEXT.parser().parse(new Opener(keys.encryptions()).open(new Sealed(body)));
            if (disclosure.release().isEmpty()) {
                return false;
            }
            String sender = disclosure.header().from().agency().value();
            new DisclosureVerifier()
                    .verifyReleased(
                            disclosure,
                            Certificates.read(certificates.resolve(sender).resolve("signing.crt")),
                            Certificates.read(certificates.resolve("gateway/signing.crt")));
            return disclosure.recipients().stream().anyMatch(to -> to.agency().equals(own));
        } catch (OpeningFailed
                | DisclosureRejected
                | SignatureBroken
                | org.concordat.protection.key.KeysUnreadable broken) {
            return false;
        }
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}
