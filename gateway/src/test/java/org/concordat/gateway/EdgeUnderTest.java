package org.concordat.gateway;

import com.nimbusds.jwt.JWTClaimsSet;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.security.auth.x500.X500Principal;
import org.concordat.certs.sample.Issued;
import org.concordat.certs.sample.KeyType;
import org.concordat.certs.sample.SampleAuthority;
import org.concordat.certs.sample.Store;
import org.concordat.gateway.contract.Contract;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.agency.Attempts;
import org.concordat.protection.agency.Connection;
import org.concordat.protection.agency.Endpoint;
import org.concordat.protection.key.Thumbprint;
import org.concordat.protection.key.TrustPolicy;
import org.concordat.schemas.terminology.AgencyId;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The real edge on real connections, with a stub Keycloak beside it and stub doors behind it. */
final class EdgeUnderTest implements AutoCloseable {
    static final Instant BUSINESS_TIME = Instant.parse("2026-03-02T09:30:00Z");
    private static final String PASSWORD = TrustPolicy.SAMPLE_PASSWORD;

    final StubKeycloak keycloak;
    final Doors doors;
    final Replays replays = new Replays();
    final Contract contract = Contract.shipped();
    final ConfigurableApplicationContext context;
    final Map<String, Issued> systems;
    /** What they sign SOAP envelopes with. */
    final Map<String, Issued> envelopes;

    private final SampleAuthority authority;
    private final Path folder;
    private final URI api;

    EdgeUnderTest(Path folder, Doors doors) throws Exception {
        this.folder = folder;
        this.doors = doors;
        authority = SampleAuthority.create(folder, "CN=Test Authority,O=Concordat,C=GB", Clock.systemUTC());
        Path own = folder.resolve("gateway");
        for (Store store : Store.values()) {
            String name = store.name().toLowerCase(java.util.Locale.ROOT);
            issue("gateway-" + name, store, List.of("localhost", "127.0.0.1")).writeTo(own, name);
        }
        envelopes = Map.of(
                "northshire-police", issue("northshire-police", Store.ENVELOPE, List.of()),
                "nps-north-east", issue("nps-north-east", Store.ENVELOPE, List.of()),
                "stranger", issue("stranger", Store.ENVELOPE, List.of()));
        Files.writeString(folder.resolve("password"), PASSWORD + "\n");
        systems = Map.of(
                "northshire-police", issue("northshire-police", Store.TLS, List.of()),
                "nps-north-east", issue("nps-north-east", Store.TLS, List.of()),
                "ended-agency", issue("ended-agency", Store.TLS, List.of()),
                "revoked-agency", issue("revoked-agency", Store.TLS, List.of()),
                "stranger", issue("stranger", Store.TLS, List.of()));
        keycloak = new StubKeycloak(context(Optional.of(issue("keycloak", Store.TLS, List.of("localhost")))));
        context = new SpringApplicationBuilder(EdgeApplication.class)
                .web(WebApplicationType.SERVLET)
                .initializers(c -> c.getBeanFactory().registerSingleton("underTest", this))
                .run(settings().entrySet().stream()
                        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new));
        api = URI.create("https://localhost:" + port("local.server.port"));
    }

    private Map<String, Object> settings() {
        return Map.ofEntries(
                Map.entry("server.port", "0"),
                Map.entry("server.address", "127.0.0.1"),
                Map.entry("management.server.port", "0"),
                Map.entry("concordat.gateway.configuration", folder.toString()),
                Map.entry("concordat.gateway.certificates", folder.toString()),
                Map.entry("concordat.gateway.approvers", folder.toString()),
                Map.entry(
                        "concordat.gateway.keys.folder",
                        folder.resolve("gateway").toString()),
                Map.entry(
                        "concordat.gateway.keys.password",
                        folder.resolve("password").toString()),
                Map.entry(
                        "concordat.gateway.authority",
                        folder.resolve("authority.crt").toString()),
                Map.entry(
                        "concordat.gateway.revocations",
                        folder.resolve("authority.crl").toString()),
                Map.entry(
                        "concordat.gateway.quarantine",
                        folder.resolve("authority.crt").toString()),
                Map.entry("concordat.gateway.replay-window", "PT24H"),
                Map.entry("concordat.gateway.leave-after", "PT0S"),
                Map.entry("concordat.gateway.soap", "true"),
                Map.entry("concordat.gateway.keycloak.issuer", keycloak.issuer()),
                Map.entry("concordat.gateway.keycloak.jwks", keycloak.jwks()),
                Map.entry("concordat.gateway.keycloak.audience", StubKeycloak.AUDIENCE),
                Map.entry(
                        "concordat.gateway.keycloak.authority",
                        folder.resolve("authority.crt").toString()));
    }

    private Issued issue(String name, Store store, List<String> hosts) throws Exception {
        Instant now = Clock.systemUTC().instant();
        return authority.issue(
                new X500Principal("CN=" + name + ",O=Test,C=GB"),
                store,
                store == Store.ENVELOPE ? KeyType.RSA_3072 : KeyType.EC_P256,
                hosts,
                now.minusSeconds(60),
                now.plus(Duration.ofDays(20)));
    }

    /** Two agencies in force and one that ended yesterday, in business time. */
    List<Agency> agencies() {
        List<Agency> agencies = new ArrayList<>();
        for (String name : List.of("northshire-police", "nps-north-east", "revoked-agency", "ended-agency")) {
            X509Certificate tls = systems.get(name).certificate();
            agencies.add(new Agency(
                    new AgencyId(name),
                    name,
                    "police",
                    Set.of(),
                    new Agency.InForce(
                            BUSINESS_TIME.minus(Duration.ofDays(100)),
                            name.equals("ended-agency")
                                    ? Optional.of(BUSINESS_TIME.minus(Duration.ofDays(1)))
                                    : Optional.empty()),
                    Optional.empty(),
                    List.of(),
                    List.of(tls),
                    List.of(tls),
                    List.of(tls),
                    envelopes(name),
                    new Connection(new Endpoint.Mailbox(), Attempts.USUAL, Optional.empty(), Optional.empty()),
                    Map.of(),
                    Optional.empty(),
                    List.of(),
                    Optional.empty()));
        }
        return agencies;
    }

    URI soap() {
        return api.resolve("/v1/soap");
    }

    SSLContext tls(String system) throws Exception {
        return context(Optional.of(systems.get(system)));
    }

    /** What envelopes are encrypted to. */
    X509Certificate ownEnvelope() throws Exception {
        try (InputStream in = Files.newInputStream(folder.resolve("gateway").resolve("envelope.crt"))) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    private List<X509Certificate> envelopes(String agency) {
        return Stream.ofNullable(envelopes.get(agency)).map(Issued::certificate).toList();
    }

    Clock businessClock() {
        return Clock.fixed(BUSINESS_TIME, ZoneOffset.UTC);
    }

    void renewTls() throws Exception {
        issue("gateway-tls", Store.TLS, List.of("localhost", "127.0.0.1")).writeTo(folder.resolve("gateway"), "tls");
    }

    void revoke(String system) throws Exception {
        authority.revoke(systems.get(system).certificate());
    }

    private javax.net.ssl.TrustManager[] trust() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, new char[0]);
        store.setCertificateEntry("authority", authority.certificate());
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        return factory.getTrustManagers();
    }

    private SSLContext context(Optional<Issued> own) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, new char[0]);
        if (own.isPresent()) {
            store.setKeyEntry("own", own.get().privateKey(), new char[0], new X509Certificate[] {
                own.get().certificate()
            });
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust(), null);
        return context;
    }

    int port(String name) {
        return Integer.parseInt(context.getEnvironment().getProperty(name, "0"));
    }

    /** A good token of a system's own, with both scopes. */
    JWTClaimsSet claims(String system) {
        return keycloak.claims(
                system, Thumbprint.of(systems.get(system).certificate()), "profile concordat:share concordat:query");
    }

    Call as(String system) throws Exception {
        return new Call(client(Optional.of(systems.get(system))), keycloak.signed(claims(system)));
    }

    Call with(String system, String token) throws Exception {
        return new Call(client(Optional.of(systems.get(system))), token);
    }

    Call withoutCertificate() throws Exception {
        return new Call(client(Optional.empty()), "");
    }

    private HttpClient client(Optional<Issued> system) throws Exception {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(context(system))
                .build();
    }

    @Override
    public void close() throws IOException {
        context.close();
        keycloak.close();
    }

    /** One system's way to call. */
    final class Call {
        private final HttpClient client;
        private final String token;

        private Call(HttpClient client, String token) {
            this.client = client;
            this.token = token;
        }

        HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
            return send("GET", path, "", HttpRequest.BodyPublishers.noBody());
        }

        HttpResponse<byte[]> post(String path, String type, byte[] body) throws IOException, InterruptedException {
            return send("POST", path, type, HttpRequest.BodyPublishers.ofByteArray(body));
        }

        HttpResponse<byte[]> send(
                String method, String path, String type, HttpRequest.BodyPublisher body, String... headers)
                throws IOException, InterruptedException {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(api.resolve(path)).method(method, body);
            if (!token.isEmpty()) {
                request.header("Authorization", "Bearer " + token);
            }
            if (!type.isEmpty()) {
                request.header("Content-Type", type);
            }
            if (headers.length > 0) {
                request.headers(headers);
            }
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        }
    }

    /** What an operator's tool reads on the loopback port, without a certificate. */
    HttpResponse<String> operator(String path) throws IOException, InterruptedException {
        URI address = URI.create("http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":"
                + port("local.management.port") + path);
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(address).build(),
                        HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }
}
