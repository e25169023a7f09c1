package org.concordat.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An auditor has the ledger in a file, in which nothing can be altered unseen. */
class LedgerExportTest {
    @TempDir
    static Path home;

    private static Partner partner;
    private static PlayedLedger ledger;

    private final List<String> history = PlayedLedger.entries("true", 7);

    @BeforeAll
    static void start() {
        partner = Partner.start(home);
        ledger = new PlayedLedger(partner, home);
    }

    @AfterAll
    static void stop() {
        partner.close();
    }

    @BeforeEach
    void forget() throws IOException {
        ledger.forget();
    }

    @Test
    void an_export_is_whole_and_verifies_offline_with_the_certificate_alone() throws Exception {
        ledger.serves(history, 3, 7);
        Path file = home.resolve("whole.ledger");

        Partner.Ended exported = partner.types("ledger", "export", "-o", file.toString(), "--force");
        assertThat(exported.said()).contains("Exported 7 entries");
        assertThat(Files.readString(file))
                .startsWith("concordat-ledger 1\ncheckpoint ")
                .contains("\nentry 6 ")
                .endsWith("\nend 7\n");
        partner.server().resetAll();
        Partner.Ended verified = ledger.verify(file);
        assertThat(verified.code()).as(verified.said()).isZero();
        assertThat(verified.said()).contains("The ledger holds: 7 entries").contains("3 checkpoints");
        assertThat(ledger.verify(file, "--seen").said()).contains("agrees with 1 of the 1");
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
            String other = PlayedLedger.entries("true", 1).get(0).replace("one-0", "one-0-forged");
            return lines.stream()
                    .map(l -> l.startsWith("entry 0 ") ? "entry 0 " + PlayedLedger.leaf(other) + " " + other : l)
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
            Files.write(file, alteration.getValue().apply(ledger.export(history, 3, 7)));
            Partner.Ended ended = ledger.verify(file);
            assertThat(ended.code()).as(ended.said()).isEqualTo(PlayedLedger.REWRITTEN);
            assertThat(ended.said()).contains("THE LEDGER DOES NOT HOLD").contains(alteration.getKey());
        }
    }

    @Test
    void what_is_no_export_is_told_apart_from_a_ledger_that_does_not_hold() throws Exception {
        Path file = Files.writeString(home.resolve("none.ledger"), "something else\n");
        assertThat(ledger.verify(file).code()).isEqualTo(3);
        Files.writeString(file, "concordat-ledger 1\nentry x y z\n");
        assertThat(ledger.verify(file).said()).contains("line 2 is none of an export");
        assertThat(ledger.verify(home.resolve("missing")).code()).isEqualTo(3);
    }

    @Test
    void another_gateways_export_does_not_hold() throws Exception {
        Path file = Files.write(home.resolve("other.ledger"), ledger.export(history, 7));
        Partner.Ended ended = partner.types(
                "ledger",
                "verify",
                file.toString(),
                "--certificate",
                partner.certificates().resolve("northshire-police/signing.crt").toString());
        assertThat(ended.code()).isEqualTo(PlayedLedger.REWRITTEN);
    }

    @Test
    void a_row_that_the_gateway_found_forged_is_pointed_at() throws Exception {
        List<String> found = new ArrayList<>(history);
        found.add("{\"code\":\"row.forged\",\"id\":\"" + new UUID(7, 8) + "\"}");
        Partner.Ended ended = ledger.verify(Files.write(home.resolve("forged.ledger"), ledger.export(found, 8)));
        assertThat(ended.code()).as(ended.said()).isZero();
        assertThat(ended.said()).contains("At position 7 the gateway put on record");
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
}
