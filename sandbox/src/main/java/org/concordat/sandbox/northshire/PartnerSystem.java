package org.concordat.sandbox.northshire;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.matching.MatchResult;
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
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A partner's own system, which the gateway pushes to: it keeps what it got, and says thank you for what it can read. Played by
 * WireMock.
 */
public final class PartnerSystem implements AutoCloseable {
    private static final String PATH = "/push";

    private static final int ANY_FREE_PORT = 0;

    private static final int MOST = 20 * 1024 * 1024;
    private static final byte DER_SEQUENCE = 0x30;
    private static final String ID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

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
        player.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(422)));
        player.stubFor(post(urlEqualTo(PATH))
                .andMatching(push -> MatchResult.of(isDelivery(push)))
                .willReturn(aResponse().withStatus(202)));
        player.start();
        return player;
    }

    /** Whether it is a whole document of its own form, or a sealed copy, which it keeps for its owner to open; under an id. */
    private static boolean isDelivery(Request push) {
        byte[] body = push.getBody();
        String media = String.valueOf(push.getHeader("Content-Type"));
        if (body.length > MOST
                || !String.valueOf(push.getHeader(RestConnector.DELIVERY)).matches(ID)) {
            return false;
        }
        return media.startsWith("application/json")
                ? isJson(body)
                : media.startsWith("application/pkcs7-mime") && body.length > 0 && body[0] == DER_SEQUENCE;
    }

    private static boolean isJson(byte[] body) {
        try {
            return JSON.readTree(body).isObject();
        } catch (JacksonException e) {
            return false;
        }
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
