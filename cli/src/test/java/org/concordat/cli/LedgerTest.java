package org.concordat.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** An auditor and a partner hold the gateway to its ledger; a gateway that lies about its past is found out. */
class LedgerTest {
    private static final AgencyId GATEWAY = new AgencyId("gateway");
    private static final UUID LOG = UUID.fromString("6b0d7c1e-58a2-4f1f-9a39-0a2f62f6a111");
    private static final int REWRITTEN = 7;

    @TempDir
    static Path home;

    private static Partner partner;

    private final List<String> history = entries("true", 7);

    @BeforeAll
    static void start() {
        partner = Partner.start(home);
    }

    @AfterAll
    static void stop() {
        partner.close();
    }

    @BeforeEach
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

    @Test
    void an_export_is_whole_and_verifies_offline_with_the_certificate_alone() throws Exception {
        serves(history, 3, 7);
        Path file = home.resolve("whole.ledger");

        Partner.Ended exported = partner.types("ledger", "export", "-o", file.toString(), "--force");
        assertThat(exported.said()).contains("Exported 7 entries");
        assertThat(Files.readString(file))
                .startsWith("concordat-ledger 1\ncheckpoint ")
                .contains("\nentry 6 ")
                .endsWith("\nend 7\n");
        partner.server().resetAll();
        Partner.Ended verified = verify(file);
        assertThat(verified.code()).as(verified.said()).isZero();
        assertThat(verified.said()).contains("The ledger holds: 7 entries").contains("3 checkpoints");
        assertThat(verify(file, "--seen").said()).contains("agrees with 1 of the 1");
    }

    @Test
    void whatever_is_altered_in_an_export_is_found_and_named() throws Exception {
        Path file = home.resolve("altered.ledger");
        Map<String, UnaryOperator<List<String>>> alterations = new HashMap<>();
        alterations.put("position 4 is not the one that was put there", lines -> replaced(lines, "one-4", "one-X"));
        alterations.put(
                "position 4 stands where position 3 belongs",
                lines -> lines.stream().filter(l -> !l.startsWith("entry 3 ")).toList());
        alterations.put(
                "position 5 is gone: it was removed",
                lines -> lines.stream()
                        .map(l -> l.startsWith("entry 5 ") ? l.replaceFirst("\\{.*", "-") : l)
                        .toList());
        alterations.put("position 3 is the one that belongs at position 4: the order was changed", lines -> {
            List<String> three = entry(lines, 3);
            List<String> four = entry(lines, 4);
            return lines.stream()
                    .map(l -> l.startsWith("entry 3 ")
                            ? three.get(0) + four.get(1)
                            : l.startsWith("entry 4 ") ? four.get(0) + three.get(1) : l)
                    .toList();
        });
        alterations.put("not those that the gateway signed for", lines -> {
            String other = entries("true", 1).get(0).replace("one-0", "one-0-forged");
            return lines.stream()
                    .map(l -> l.startsWith("entry 0 ") ? "entry 0 " + leaf(other) + " " + other : l)
                    .toList();
        });
        alterations.put("stands in the ledger twice", lines -> {
            List<String> more = new ArrayList<>(lines);
            more.add(
                    more.size() - 1,
                    entry(lines, 2).get(0).replace("entry 2", "entry 7")
                            + entry(lines, 2).get(1));
            return more;
        });
        alterations.put("covered by no checkpoint", lines -> lines.subList(0, lines.size() - 2));
        alterations.put("breaks off after 7 entries", lines -> lines.subList(0, lines.size() - 1));
        alterations.put("stands behind the end", lines -> {
            List<String> more = new ArrayList<>(lines);
            more.add("end 7");
            return more;
        });
        alterations.put(
                "none of the 3 checkpoints",
                lines -> lines.stream()
                        .map(l -> l.startsWith("checkpoint ") ? l.substring(0, l.length() - 4) + "AAAA" : l)
                        .toList());
        alterations.put("is not to be believed", lines -> {
            List<String> more = new ArrayList<>(lines);
            int last = more.size() - 2;
            more.set(last, more.get(last).substring(0, more.get(last).length() - 4) + "AAAA");
            return more;
        });

        for (Map.Entry<String, UnaryOperator<List<String>>> alteration : alterations.entrySet()) {
            Files.write(file, alteration.getValue().apply(export(history, 3, 7)));
            Partner.Ended ended = verify(file);
            assertThat(ended.code()).as(ended.said()).isEqualTo(REWRITTEN);
            assertThat(ended.said()).contains("THE LEDGER DOES NOT HOLD").contains(alteration.getKey());
        }
    }

    @Test
    void what_is_no_export_is_told_apart_from_a_ledger_that_does_not_hold() throws Exception {
        Path file = Files.writeString(home.resolve("none.ledger"), "something else\n");
        assertThat(verify(file).code()).isEqualTo(3);
        Files.writeString(file, "concordat-ledger 1\nentry x y z\n");
        assertThat(verify(file).said()).contains("line 2 is none of an export");
        assertThat(verify(home.resolve("missing")).code()).isEqualTo(3);
    }

    @Test
    void another_gateways_export_does_not_hold() throws Exception {
        Path file = Files.write(home.resolve("other.ledger"), export(history, 7));
        Partner.Ended ended = partner.types(
                "ledger",
                "verify",
                file.toString(),
                "--certificate",
                partner.certificates().resolve("northshire-police/signing.crt").toString());
        assertThat(ended.code()).isEqualTo(REWRITTEN);
    }

    @Test
    void a_row_that_the_gateway_found_forged_is_pointed_at() throws Exception {
        List<String> found = new ArrayList<>(history);
        found.add("{\"code\":\"row.forged\",\"id\":\"" + new UUID(7, 8) + "\"}");
        Partner.Ended ended = verify(Files.write(home.resolve("forged.ledger"), export(found, 8)));
        assertThat(ended.code()).as(ended.said()).isZero();
        assertThat(ended.said()).contains("At position 7 the gateway put on record");
    }

    @Test
    void a_mailbox_with_a_later_consistent_checkpoint_is_fine_and_remembered() throws Exception {
        mailbox(history, 3);
        assertThat(partner.types("mailbox").code()).isZero();
        mailbox(history, 7);
        assertThat(partner.types("mailbox").code()).isZero();
        // an earlier one again, as in the receipt of a repeat
        mailbox(history, 3);
        assertThat(partner.types("mailbox").code()).isZero();
        assertThat(remembered()).hasSize(2);
    }

    @Test
    void a_rewritten_history_is_an_error_of_its_own_and_loud() throws Exception {
        mailbox(history, 3);
        assertThat(partner.types("mailbox").code()).isZero();

        List<String> other = entries("false", 7);
        mailbox(other, 7);
        Partner.Ended rewritten = partner.types("mailbox");
        assertThat(rewritten.code()).isEqualTo(REWRITTEN);
        assertThat(rewritten.said())
                .contains("THE GATEWAY'S HISTORY WAS REWRITTEN")
                .contains("ledger.rewritten");
        mailbox(other, 3);
        assertThat(partner.types("mailbox").said()).contains("it signed two histories of 3 entries");
        assertThat(remembered()).hasSize(1);
    }

    @Test
    void a_ledger_that_lost_its_end_is_a_rewritten_one() throws Exception {
        mailbox(history, 7);
        assertThat(partner.types("mailbox").code()).isZero();
        mailbox(history, 3);
        partner.server()
                .stubFor(get(urlPathEqualTo("/v1/ledger/consistency"))
                        .willReturn(Partner.problem(404, "ledger.no-such-size", "No.")));
        assertThat(partner.types("mailbox").said()).contains("now says that it never had so many");
    }

    @Test
    void a_proof_that_cannot_be_had_now_is_said_and_asked_for_next_time() throws Exception {
        mailbox(history, 3);
        assertThat(partner.types("mailbox").code()).isZero();
        mailbox(history, 7);
        partner.server()
                .stubFor(get(urlPathEqualTo("/v1/ledger/consistency"))
                        .willReturn(Partner.problem(503, "gateway.busy", "Later.")));
        Partner.Ended ended = partner.types("mailbox");
        assertThat(ended.code()).isZero();
        assertThat(ended.said()).contains("could not be checked just now");
        assertThat(remembered()).hasSize(1);
    }

    @Test
    void what_a_restored_ledger_lacks_of_the_last_checkpoint_is_said_in_a_sentence() throws Exception {
        Path whole = Files.write(home.resolve("whole.ledger"), export(history, 3, 7));
        Path old = Files.write(home.resolve("old.ledger"), export(history.subList(0, 3), 3));
        forget();
        assertThat(verify(old, "--restored").said()).contains("no checkpoint was seen here");
        mailbox(history, 7);
        assertThat(partner.types("mailbox").code()).isZero();

        assertThat(verify(old, "--seen").code()).isZero();
        Partner.Ended behind = verify(old, "--restored");
        assertThat(behind.code()).isEqualTo(REWRITTEN);
        assertThat(behind.said()).contains("ENTRIES ARE MISSING: the 4 from position 3 on");
        assertThat(verify(whole, "--restored").said())
                .contains("Nothing is missing of what the gateway had signed for until", "cannot be said");
        List<String> other = new ArrayList<>(history.subList(0, 3));
        other.addAll(entries("false", 8).subList(3, 8));
        assertThat(verify(Files.write(home.resolve("grown.ledger"), export(other, 3, 8)), "--restored")
                        .said())
                .contains("the first 7 entries are not those of the checkpoint that was seen here before");
    }

    @Test
    void an_entry_is_proven_and_a_false_proof_is_not_believed() throws Exception {
        UUID entry = new UUID(1, 4);
        serveProof(entry, 4, leaf(history.get(4)));
        Partner.Ended proven = partner.types("ledger", "proof", entry.toString());
        assertThat(proven.code()).as(proven.said()).isZero();
        assertThat(proven.said()).contains("stands in the ledger at position 4 of 7");

        serveProof(entry, 4, leaf(history.get(3)));
        assertThat(partner.types("ledger", "proof", entry.toString()).code()).isEqualTo(4);
        serveProof(entry, 5, leaf(history.get(4)));
        assertThat(partner.types("ledger", "proof", entry.toString()).code()).isEqualTo(4);
    }

    @Test
    void only_an_auditor_exports_and_nothing_is_left_when_refused() {
        partner.server()
                .stubFor(get(urlPathEqualTo("/v1/ledger/entries"))
                        .willReturn(Partner.problem(403, "ledger.not-an-auditor", "Only auditors.")));
        Path file = home.resolve("refused.ledger");
        assertThat(partner.types("ledger", "export", "-o", file.toString()).code())
                .isEqualTo(1);
        assertThat(file).doesNotExist();
        assertThat(home.resolve(".refused.ledger.draft")).doesNotExist();
    }

    private static List<String> entries(String truth, int count) {
        List<String> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            entries.add("{\"agency\":\"one-" + i + "\",\"id\":\"" + new UUID(1, i) + "\",\"true\":\"" + truth + "\"}");
        }
        return entries;
    }

    private static Hash leaf(String entry) {
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

    private static String checkpoint(List<String> entries, int size) throws Exception {
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
    private static void mailbox(List<String> entries, int size) throws Exception {
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

    private void serveProof(UUID entry, int position, Hash leaf) throws Exception {
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
    private static void serves(List<String> entries, int... sizes) throws Exception {
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

    private static List<String> export(List<String> entries, int... sizes) throws Exception {
        partner.forget();
        serves(entries, sizes);
        Path file = home.resolve("export.ledger");
        partner.types("ledger", "export", "-o", file.toString(), "--force");
        return Files.readAllLines(file);
    }

    private static Partner.Ended verify(Path file, String... options) {
        List<String> words = new ArrayList<>(List.of(
                "ledger",
                "verify",
                file.toString(),
                "--certificate",
                partner.certificates().resolve("gateway/signing.crt").toString()));
        words.addAll(List.of(options));
        return partner.types(words.toArray(String[]::new));
    }

    private static List<String> remembered() throws IOException {
        return Files.readAllLines(home.resolve("ledger-seen")
                .resolve("localhost_" + partner.server().httpsPort()));
    }

    /** The line up to its entry, and the entry. */
    private static List<String> entry(List<String> lines, int position) {
        String line = lines.stream()
                .filter(l -> l.startsWith("entry " + position + " "))
                .findFirst()
                .orElseThrow();
        return List.of(line.substring(0, line.indexOf('{')), line.substring(line.indexOf('{')));
    }

    private static List<String> replaced(List<String> lines, String what, String by) {
        return lines.stream().map(l -> l.replace(what, by)).toList();
    }

    private static String json(Map<String, Object> object) {
        return JsonMapper.builder().build().writeValueAsString(object);
    }
}
