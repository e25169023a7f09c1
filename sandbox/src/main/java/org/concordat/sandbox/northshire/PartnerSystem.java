package org.concordat.sandbox.northshire;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.concordat.protection.key.TrustPolicy;
import org.concordat.routes.connector.RestConnector;

/** A partner's own system, which the gateway pushes to: it keeps what it got and says thank you. Played by WireMock. */
public final class PartnerSystem implements AutoCloseable {
    private static final String PATH = "/push";

    private static final int ANY_FREE_PORT = 0;

    private final Path certificates;
    private final Path trusted;
    /** Who plays it, and before that who played it until it went down. */
    private final Deque<WireMockServer> players = new ArrayDeque<>();

    private final int port;

    private PartnerSystem(Path certificates, Path trusted) {
        this.certificates = certificates;
        this.trusted = trusted;
        players.push(listening(ANY_FREE_PORT));
        this.port = player().httpsPort();
    }

    /** Listens on loopback, over TLS, and demands a client certificate of Northshire's authority. */
    public static PartnerSystem start(Northshire northshire, Path folder) throws IOException, GeneralSecurityException {
        return new PartnerSystem(northshire.certificates(), northshire.trusted(folder));
    }

    private WireMockServer listening(int port) {
        WireMockServer player = new WireMockServer(WireMockConfiguration.options()
                .httpDisabled(true)
                .http2PlainDisabled(true)
                .bindAddress("127.0.0.1")
                .httpsPort(port)
                .keystorePath(certificates.resolve("partner/tls.p12").toString())
                .keystoreType("PKCS12")
                .keystorePassword(TrustPolicy.SAMPLE_PASSWORD)
                .keyManagerPassword(TrustPolicy.SAMPLE_PASSWORD)
                .trustStorePath(trusted.toString())
                .trustStoreType("PKCS12")
                .trustStorePassword(TrustPolicy.SAMPLE_PASSWORD)
                .needClientAuth(true)
                .containerThreads(12)
                .maxRequestJournalEntries(10_000));
        player.stubFor(post(urlEqualTo(PATH)).willReturn(aResponse().withStatus(202)));
        player.start();
        return player;
    }

    /** Is out of reach from now on: nobody listens at its address. */
    public void goDown() {
        player().stop();
    }

    /** Is back where it was. What it got before it knows still. */
    public void comeBack() {
        players.push(listening(port));
    }

    public URI address() {
        return URI.create("https://localhost:" + port + PATH);
    }

    /** Who plays it: for tests that have it answer otherwise. */
    public WireMockServer player() {
        return players.element();
    }

    /** Every push that was received, oldest first. */
    public List<LoggedRequest> pushes() {
        return received(postRequestedFor(urlEqualTo(PATH)));
    }

    /** The pushes under one delivery id: at least one comes, and one only unless an attempt had to be repeated. */
    public List<LoggedRequest> pushesOf(String delivery) {
        return received(postRequestedFor(urlEqualTo(PATH)).withHeader(RestConnector.DELIVERY, equalTo(delivery)));
    }

    /** How many requests of any kind came. */
    public int requests() {
        return received(anyRequestedFor(anyUrl())).size();
    }

    private List<LoggedRequest> received(RequestPatternBuilder sort) {
        List<LoggedRequest> received = new ArrayList<>();
        players.descendingIterator().forEachRemaining(player -> received.addAll(player.findAll(sort)));
        return received;
    }

    @Override
    public void close() {
        player().stop();
    }
}
