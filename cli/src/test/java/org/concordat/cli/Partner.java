package org.concordat.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.concordat.certs.sample.Plan;
import org.concordat.certs.sample.PlanRejected;
import org.concordat.certs.sample.SampleAuthority;
import org.concordat.certs.sample.SampleCertificates;
import org.concordat.protection.key.TrustPolicy;

/** A partner at its terminal, with sample certificates and a gateway and Keycloak that say what a test wants. */
final class Partner implements AutoCloseable {
    static final String AGENCY = "nps-north-east";

    private final Path folder;
    private final SampleAuthority authority;
    private final WireMockServer server;

    /** How a command ended. */
    record Ended(int code, String out, String err) {
        /** What was printed for a person, wherever its lines were broken. */
        String said() {
            return (out + err).replaceAll("\\s+", " ");
        }
    }

    private Partner(Path folder, SampleAuthority authority, WireMockServer server) {
        this.folder = folder;
        this.authority = authority;
        this.server = server;
    }

    static Partner start(Path folder) {
        try {
            Path certificates = Files.createDirectories(folder.resolve("certs"));
            Plan plan = Plan.read(Path.of("..", "certs-sample", "plan.yaml"));
            SampleAuthority authority = SampleCertificates.ensure(plan, certificates, Clock.systemUTC());
            WireMockServer server = new WireMockServer(options()
                    .dynamicHttpsPort()
                    .httpDisabled(true)
                    .http2TlsDisabled(true)
                    .keystorePath(certificates.resolve("gateway/tls.p12").toString())
                    .keystoreType("PKCS12")
                    .keystorePassword(TrustPolicy.SAMPLE_PASSWORD)
                    .keyManagerPassword(TrustPolicy.SAMPLE_PASSWORD)
                    .trustStorePath(trust(folder, authority).toString())
                    .trustStoreType("PKCS12")
                    .trustStorePassword(TrustPolicy.SAMPLE_PASSWORD)
                    .needClientAuth(true));
            server.start();
            Partner partner = new Partner(folder, authority, server);
            partner.writeEnvironment(server.httpsPort());
            partner.givesTokens();
            return partner;
        } catch (IOException | GeneralSecurityException | PlanRejected e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path trust(Path folder, SampleAuthority authority) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("authority", authority.certificate());
        Path file = folder.resolve("trust.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, TrustPolicy.SAMPLE_PASSWORD.toCharArray());
        }
        return file;
    }

    void writeEnvironment(int port) {
        String lines = """
                # where a test plays the gateway
                GATEWAY_URL=https://localhost:%1$d
                KEYCLOAK_URL=https://localhost:%1$d/realms/concordat
                CERTS=%2$s
                KEYSTORE_PASSWORD=%3$s
                """.formatted(port, folder.resolve("certs"), TrustPolicy.SAMPLE_PASSWORD);
        try {
            Files.writeString(folder.resolve("environment"), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path folder() {
        return folder;
    }

    Path certificates() {
        return folder.resolve("certs");
    }

    SampleAuthority authority() {
        return authority;
    }

    WireMockServer server() {
        return server;
    }

    /** Forgets what was stubbed and asked, but for the token. */
    void forget() {
        server.resetAll();
        writeEnvironment(server.httpsPort());
        givesTokens();
    }

    private void givesTokens() {
        server.stubFor(post(urlEqualTo("/realms/concordat/protocol/openid-connect/token"))
                .willReturn(aResponse().withBody("{\"access_token\":\"a.b.c\",\"expires_in\":300}")));
    }

    static ResponseDefinitionBuilder problem(int status, String code, String detail) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/problem+json")
                .withBody("""
                        {"type":"urn:concordat:problem:%1$s","title":"Refused","status":%2$d,"detail":"%3$s",
                         "instance":"urn:uuid:00000000-0000-4000-8000-000000000000","code":"%1$s","hop":"clear",
                         "retry":"never"}
                        """.formatted(code, status, detail));
    }

    /** The sandbox's bundle, with an address where the sandbox fills in that of its partner. */
    static Path northshire(Path into) throws IOException {
        Path bundle = Path.of("..", "sandbox/src/main/resources/northshire");
        for (String folder : List.of("agencies", "agreements")) {
            Files.createDirectories(into.resolve(folder));
            try (Stream<Path> files = Files.list(bundle.resolve(folder))) {
                for (Path file : files.toList()) {
                    String text = Files.readString(file).replaceAll("\\$\\{[^}]+}", "https://localhost:8443");
                    Files.writeString(into.resolve(folder).resolve(file.getFileName()), text);
                }
            }
        }
        return into;
    }

    /** Runs a command as {@link #AGENCY} in this environment. */
    Ended types(String... words) {
        return run(
                Map.of("CONCORDAT_ENVIRONMENT", folder.resolve("environment").toString(), "CONCORDAT_AS", AGENCY),
                words);
    }

    Ended run(Map<String, String> variables, String... words) {
        return run(folder, variables, words);
    }

    /** Runs a command where nothing is set up. */
    static Ended run(Path folder, Map<String, String> variables, String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Concordat.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                variables,
                folder,
                Clock.systemUTC(),
                words);
        return new Ended(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        server.stop();
    }
}
