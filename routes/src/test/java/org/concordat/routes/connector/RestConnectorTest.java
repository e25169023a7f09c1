package org.concordat.routes.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.agency.Endpoint;
import org.concordat.protection.envelope.Sealed;
import org.concordat.routes.Registered;
import org.concordat.schemas.terminology.AgencyId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a partner's server sees of a push, and what its answers mean. */
class RestConnectorTest {
    private static final UUID DELIVERY = UUID.fromString("0195563a-7c00-7000-8000-000000000001");
    private static final Payload CONTENT = Payload.of(new Sealed("sealed bytes".getBytes(StandardCharsets.UTF_8)));
    private static final Own OWN = own();

    private final Set<InetSocketAddress> callers = ConcurrentHashMap.newKeySet();
    private final List<String> seen = new ArrayList<>();
    private final CountDownLatch held = new CountDownLatch(1);
    private final ExecutorService hands = Executors.newCachedThreadPool();
    private HttpsServer server;
    private Answer answer = exchange -> exchange.sendResponseHeaders(204, -1);

    /** How the partner answers. */
    private interface Answer {
        void to(HttpExchange exchange) throws IOException, InterruptedException;
    }

    private record Own(SSLContext tls, X509Certificate certificate) {}

    @BeforeEach
    void listen() throws IOException {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(hands);
        server.setHttpsConfigurator(new HttpsConfigurator(OWN.tls()) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters ssl = OWN.tls().getDefaultSSLParameters();
                ssl.setNeedClientAuth(true);
                parameters.setSSLParameters(ssl);
            }
        });
        server.createContext("/inbox", exchange -> {
            callers.add(exchange.getRemoteAddress());
            seen.add(exchange.getRequestHeaders().getFirst(RestConnector.DELIVERY) + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            try {
                answer.to(exchange);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        held.countDown();
        server.stop(0);
        hands.shutdownNow();
    }

    @Test
    void a_push_carries_the_delivery_id_and_sealed_bytes_over_mutual_tls() throws Exception {
        assertThat(push("/inbox")).isEqualTo(new Handover.Confirmed(Optional.empty()));
        assertThat(seen).containsExactly(DELIVERY + " sealed bytes");
    }

    @Test
    void a_signed_receipt_in_the_answer_is_handed_on() throws Exception {
        answer = exchange -> body(exchange, "application/jose", "a.b.c\n");
        assertThat(push("/inbox")).isEqualTo(new Handover.Confirmed(Optional.of("a.b.c")));
    }

    @Test
    void a_body_that_is_no_receipt_or_too_long_is_dropped() throws Exception {
        answer = exchange -> body(exchange, "text/plain", "thank you");
        assertThat(push("/inbox")).isEqualTo(new Handover.Confirmed(Optional.empty()));
        answer = exchange -> body(exchange, "application/jose", "a".repeat(64 * 1024 + 1));
        assertThat(push("/inbox")).isEqualTo(new Handover.Confirmed(Optional.empty()));
    }

    @Test
    void anything_but_a_2xx_is_a_failed_attempt_and_redirects_are_not_followed() {
        answer = exchange -> {
            exchange.getResponseHeaders().set("Location", address("/inbox"));
            exchange.sendResponseHeaders(307, -1);
        };
        assertThatThrownBy(() -> push("/inbox"))
                .isInstanceOf(ConnectorFailed.class)
                .hasMessageContaining("307");
        assertThat(seen).hasSize(1);
    }

    @Test
    void a_partner_that_begins_an_answer_and_never_ends_it_does_not_hold_us() {
        answer = exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/jose");
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write('a');
            exchange.getResponseBody().flush();
            held.await(10, TimeUnit.SECONDS);
        };
        assertThatThrownBy(() -> push("/inbox"))
                .isInstanceOf(ConnectorFailed.class)
                .hasMessageContaining("in time");
    }

    @Test
    void no_address_is_registered_without_tls() {
        assertThatThrownBy(() -> recipient("http://localhost/inbox")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whether_anybody_answers_is_known_before_anything_is_sent() {
        assertThatCode(() -> connector().reach(recipient(address("/inbox")))).doesNotThrowAnyException();
        // nobody listens at the first port
        assertThatThrownBy(() -> connector().reach(recipient("https://localhost:1/inbox")))
                .isInstanceOf(ConnectorFailed.class);
        assertThat(seen).isEmpty();
    }

    @Test
    void who_has_just_taken_one_is_not_knocked_at_until_one_fails() throws Exception {
        Agency recipient = recipient(address("/inbox"));
        RestConnector connector = new RestConnector(new Posting(OWN.tls(), () -> 0));
        connector.handOver(DELIVERY, CONTENT, recipient);
        server.stop(0);
        assertThatCode(() -> connector.reach(recipient)).doesNotThrowAnyException();
        assertThatThrownBy(() -> connector.handOver(DELIVERY, CONTENT, recipient))
                .isInstanceOf(ConnectorFailed.class);
        assertThatThrownBy(() -> connector.reach(recipient)).isInstanceOf(ConnectorFailed.class);
    }

    @Test
    void connections_are_made_anew_after_a_minute() throws Exception {
        Agency recipient = recipient(address("/inbox"));
        AtomicLong nanos = new AtomicLong();
        RestConnector connector = new RestConnector(new Posting(OWN.tls(), nanos::get));
        connector.handOver(DELIVERY, CONTENT, recipient);
        connector.handOver(DELIVERY, CONTENT, recipient);
        assertThat(callers).hasSize(1);
        nanos.addAndGet(KeptLines.KEPT.toNanos());
        connector.handOver(DELIVERY, CONTENT, recipient);
        assertThat(callers).hasSize(2);
    }

    private Handover push(String path) throws ConnectorFailed {
        return connector().handOver(DELIVERY, CONTENT, recipient(address(path)));
    }

    private static RestConnector connector() {
        return new RestConnector(new Posting(OWN.tls()));
    }

    private String address(String path) {
        return "https://localhost:" + server.getAddress().getPort() + path;
    }

    private static void body(HttpExchange exchange, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static Agency recipient(String address) {
        return Registered.as(new AgencyId("northshire-children"))
                .encryption(List.of(OWN.certificate()))
                .connection(ConnectorContract.reached(new Endpoint.Rest(URI.create(address)), Duration.ofSeconds(2)))
                .agency();
    }

    /** One certificate for both ends, which trust it and nothing else. */
    private static Own own() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("EC").generateKeyPair();
            X500Name name = new X500Name("CN=localhost");
            var builder = new JcaX509v3CertificateBuilder(
                            name,
                            BigInteger.ONE,
                            Date.from(Instant.parse("2026-01-01T00:00:00Z")),
                            Date.from(Instant.parse("2056-01-01T00:00:00Z")),
                            name,
                            pair.getPublic())
                    .addExtension(
                            Extension.subjectAlternativeName,
                            false,
                            new GeneralNames(new GeneralName(GeneralName.dNSName, "localhost")));
            X509Certificate certificate = new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("own", pair.getPrivate(), new char[0], new Certificate[] {certificate});
            store.setCertificateEntry("trusted", certificate);
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, new char[0]);
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return new Own(tls, certificate);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
