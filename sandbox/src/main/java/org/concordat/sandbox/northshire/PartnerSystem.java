package org.concordat.sandbox.northshire;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.List;
import org.concordat.protection.key.TrustPolicy;
import org.concordat.routes.connector.RestConnector;

/** A partner's own system, which the gateway pushes to: it keeps what it got and says thank you. Played by WireMock. */
public final class PartnerSystem implements AutoCloseable {
    private static final String PATH = "/push";

    private final WireMockServer server;

    private PartnerSystem(WireMockServer server) {
        this.server = server;
    }

    /** Listens on loopback, over TLS, and demands a client certificate of Northshire's authority. */
    public static PartnerSystem start(Northshire northshire, Path folder) throws IOException, GeneralSecurityException {
        Path trusted = trusting(northshire.authorityCertificate(), folder.resolve("partner-trust.p12"));
        WireMockServer server = new WireMockServer(WireMockConfiguration.options()
                .httpDisabled(true)
                .http2PlainDisabled(true)
                .bindAddress("127.0.0.1")
                .dynamicHttpsPort()
                .keystorePath(
                        northshire.certificates().resolve("partner/tls.p12").toString())
                .keystoreType("PKCS12")
                .keystorePassword(TrustPolicy.SAMPLE_PASSWORD)
                .keyManagerPassword(TrustPolicy.SAMPLE_PASSWORD)
                .trustStorePath(trusted.toString())
                .trustStoreType("PKCS12")
                .trustStorePassword(TrustPolicy.SAMPLE_PASSWORD)
                .needClientAuth(true)
                .containerThreads(12)
                .maxRequestJournalEntries(10_000));
        server.stubFor(post(urlEqualTo(PATH)).willReturn(aResponse().withStatus(202)));
        server.start();
        return new PartnerSystem(server);
    }

    public URI address() {
        return URI.create("https://localhost:" + server.httpsPort() + PATH);
    }

    /** Who plays it: for tests that have it answer otherwise. */
    public WireMockServer player() {
        return server;
    }

    /** Every push that was received, oldest first. */
    public List<LoggedRequest> pushes() {
        return server.findAll(postRequestedFor(urlEqualTo(PATH)));
    }

    /** The pushes under one delivery id: at least one comes, and one only unless an attempt had to be repeated. */
    public List<LoggedRequest> pushesOf(String delivery) {
        return server.findAll(postRequestedFor(urlEqualTo(PATH)).withHeader(RestConnector.DELIVERY, equalTo(delivery)));
    }

    /** How many requests of any kind came. */
    public int requests() {
        return server.findAll(com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor(anyUrl()))
                .size();
    }

    @Override
    public void close() {
        server.stop();
    }

    private static Path trusting(Path authority, Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (InputStream in = Files.newInputStream(authority)) {
            Certificate certificate = CertificateFactory.getInstance("X.509").generateCertificate(in);
            store.setCertificateEntry("authority", certificate);
        }
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, TrustPolicy.SAMPLE_PASSWORD.toCharArray());
        }
        return file;
    }
}
