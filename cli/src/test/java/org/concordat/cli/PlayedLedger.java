package org.concordat.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.concordat.protection.key.AgencyKeys;
import org.concordat.protection.key.TrustPolicy;
import org.concordat.protection.ledger.ConsistencyProof;
import org.concordat.protection.ledger.Hash;
import org.concordat.protection.ledger.InclusionProof;
import org.concordat.protection.ledger.Tiles;
import org.concordat.protection.receipt.Statement;
import org.concordat.protection.receipt.StatementSigner;
import org.concordat.schemas.terminology.AgencyId;
import tools.jackson.databind.json.JsonMapper;

/** A gateway with a ledger, played: with whatever history a test has for it, and the keys to sign for it. */
record PlayedLedger(Partner partner, Path home) {
    static final int REWRITTEN = 7;
    private static final AgencyId GATEWAY = new AgencyId("gateway");
    private static final UUID LOG = UUID.fromString("6b0d7c1e-58a2-4f1f-9a39-0a2f62f6a111");

    /** Nothing is played any more, and nothing was seen. */
    void forget() throws IOException {
        partner.forget();
        Path seen = home.resolve("ledger-seen");
        if (Files.exists(seen)) {
            try (Stream<Path> files = Files.list(seen)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    static List<String> entries(String truth, int count) {
        List<String> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            entries.add("{\"agency\":\"one-" + i + "\",\"id\":\"" + new UUID(1, i) + "\",\"true\":\"" + truth + "\"}");
        }
        return entries;
    }

    static Hash leaf(String entry) {
        return Hash.leaf(entry.getBytes(StandardCharsets.UTF_8));
    }

    private static Tiles tree(List<String> entries) {
        Map<Tiles.At, byte[]> none = Collections.emptyMap();
        Tiles tiles = new Tiles(at -> Optional.ofNullable(none.get(at)));
        for (int i = 0; i < entries.size(); i++) {
            tiles.append(i, leaf(entries.get(i)));
        }
        return tiles;
    }

    private String checkpoint(List<String> entries, int size) throws Exception {
        AgencyKeys keys =
                AgencyKeys.read(partner.certificates().resolve("gateway"), TrustPolicy.SAMPLE_PASSWORD.toCharArray());
        return new StatementSigner(GATEWAY, keys.signing())
                .sign(new Statement.Checkpoint(
                        LOG,
                        GATEWAY,
                        Instant.parse("2026-03-02T12:30:00Z"),
                        LOG,
                        size,
                        tree(entries).root(size).toString()))
                .jws();
    }

    /** Plays the mailbox of a gateway with this history, its latest checkpoint of this size. */
    void mailbox(List<String> entries, int size) throws Exception {
        partner.forget();
        partner.server()
                .stubFor(get(urlEqualTo("/v1/mailbox"))
                        .willReturn(okJson("{\"deliveries\":[],\"notices\":[],\"checkpoint\":\""
                                + checkpoint(entries, size) + "\"}")));
        for (int to = 1; to <= entries.size(); to++) {
            for (int from = 1; from < to; from++) {
                partner.server()
                        .stubFor(get(urlPathEqualTo("/v1/ledger/consistency"))
                                .withQueryParam("from", equalTo(String.valueOf(from)))
                                .withQueryParam("to", equalTo(String.valueOf(to)))
                                .willReturn(okJson(json(Map.of(
                                        "path",
                                        ConsistencyProof.of(tree(entries), from, to).path().stream()
                                                .map(Hash::toString)
                                                .toList())))));
            }
        }
    }

    void proof(List<String> history, UUID entry, int position, Hash leaf) throws Exception {
        partner.server()
                .stubFor(get(urlEqualTo("/v1/ledger/proof/" + entry))
                        .willReturn(okJson(json(Map.of(
                                "position", position,
                                "size", 7,
                                "leaf", leaf.toString(),
                                "path",
                                        InclusionProof.of(tree(history), 4, 7).path().stream()
                                                .map(Hash::toString)
                                                .toList(),
                                "checkpoint", checkpoint(history, 7))))));
    }

    /** Plays the export, with checkpoints of these sizes and one of nothing. */
    void serves(List<String> entries, int... sizes) throws Exception {
        List<String> checkpoints = new ArrayList<>(List.of(checkpoint(entries, 0)));
        for (int size : sizes) {
            checkpoints.add(checkpoint(entries, size));
        }
        List<Object> lines = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            lines.add(Map.of("position", i, "leaf", leaf(entries.get(i)).toString(), "entry", entries.get(i)));
        }
        partner.server()
                .stubFor(get(urlPathEqualTo("/v1/ledger/entries"))
                        .willReturn(aResponse()
                                .withBody(json(Map.of(
                                        "size", entries.size(), "entries", lines, "checkpoints", checkpoints)))));
    }

    List<String> export(List<String> entries, int... sizes) throws Exception {
        partner.forget();
        serves(entries, sizes);
        Path file = home.resolve("export.ledger");
        partner.types("ledger", "export", "-o", file.toString(), "--force");
        return Files.readAllLines(file);
    }

    Partner.Ended verify(Path file, String... options) {
        List<String> words = new ArrayList<>(List.of(
                "ledger",
                "verify",
                file.toString(),
                "--certificate",
                partner.certificates().resolve("gateway/signing.crt").toString()));
        words.addAll(List.of(options));
        return partner.types(words.toArray(String[]::new));
    }

    List<String> remembered() throws IOException {
        return Files.readAllLines(home.resolve("ledger-seen")
                .resolve("localhost_" + partner.server().httpsPort()));
    }

    private static String json(Map<String, Object> object) {
        return JsonMapper.builder().build().writeValueAsString(object);
    }
}
