package org.concordat.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A partner holds the gateway to what it saw of its ledger; a gateway that lies about its past is found out. */
class LedgerSeenTest {
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
    void a_mailbox_with_a_later_consistent_checkpoint_is_fine_and_remembered() throws Exception {
        ledger.mailbox(history, 3);
        assertThat(partner.types("mailbox").code()).isZero();
        ledger.mailbox(history, 7);
        assertThat(partner.types("mailbox").code()).isZero();
        // an earlier one again, as in the receipt of a repeat
        ledger.mailbox(history, 3);
        assertThat(partner.types("mailbox").code()).isZero();
        assertThat(ledger.remembered()).hasSize(2);
    }

    @Test
    void a_rewritten_history_is_an_error_of_its_own_and_loud() throws Exception {
        ledger.mailbox(history, 3);
        assertThat(partner.types("mailbox").code()).isZero();

        List<String> other = PlayedLedger.entries("false", 7);
        ledger.mailbox(other, 7);
        Partner.Ended rewritten = partner.types("mailbox");
        assertThat(rewritten.code()).isEqualTo(PlayedLedger.REWRITTEN);
        assertThat(rewritten.said())
                .contains("THE GATEWAY'S HISTORY WAS REWRITTEN")
                .contains("ledger.rewritten");
        ledger.mailbox(other, 3);
        assertThat(partner.types("mailbox").said()).contains("it signed two histories of 3 entries");
        assertThat(ledger.remembered()).hasSize(1);
    }

    @Test
    void a_ledger_that_lost_its_end_is_a_rewritten_one() throws Exception {
        ledger.mailbox(history, 7);
        assertThat(partner.types("mailbox").code()).isZero();
        ledger.mailbox(history, 3);
        partner.server()
                .stubFor(get(urlPathEqualTo("/v1/ledger/consistency"))
                        .willReturn(Partner.problem(404, "ledger.no-such-size", "No.")));
        assertThat(partner.types("mailbox").said()).contains("now says that it never had so many");
    }

    @Test
    void a_proof_that_cannot_be_had_now_is_said_and_asked_for_next_time() throws Exception {
        ledger.mailbox(history, 3);
        assertThat(partner.types("mailbox").code()).isZero();
        ledger.mailbox(history, 7);
        partner.server()
                .stubFor(get(urlPathEqualTo("/v1/ledger/consistency"))
                        .willReturn(Partner.problem(503, "gateway.busy", "Later.")));
        Partner.Ended ended = partner.types("mailbox");
        assertThat(ended.code()).isZero();
        assertThat(ended.said()).contains("could not be checked just now");
        assertThat(ledger.remembered()).hasSize(1);
    }

    @Test
    void what_a_restored_ledger_lacks_of_the_last_checkpoint_is_said_in_a_sentence() throws Exception {
        Path whole = Files.write(home.resolve("whole.ledger"), ledger.export(history, 3, 7));
        Path old = Files.write(home.resolve("old.ledger"), ledger.export(history.subList(0, 3), 3));
        forget();
        assertThat(ledger.verify(old, "--restored").said()).contains("no checkpoint was seen here");
        ledger.mailbox(history, 7);
        assertThat(partner.types("mailbox").code()).isZero();

        assertThat(ledger.verify(old, "--seen").code()).isZero();
        Partner.Ended behind = ledger.verify(old, "--restored");
        assertThat(behind.code()).isEqualTo(PlayedLedger.REWRITTEN);
        assertThat(behind.said()).contains("ENTRIES ARE MISSING: the 4 from position 3 on");
        assertThat(ledger.verify(whole, "--restored").said())
                .contains("Nothing is missing of what the gateway had signed for until", "cannot be said");
        List<String> other = new ArrayList<>(history.subList(0, 3));
        other.addAll(PlayedLedger.entries("false", 8).subList(3, 8));
        assertThat(ledger.verify(Files.write(home.resolve("grown.ledger"), ledger.export(other, 3, 8)), "--restored")
                        .said())
                .contains("the first 7 entries are not those of the checkpoint that was seen here before");
    }

    @Test
    void an_entry_is_proven_and_a_false_proof_is_not_believed() throws Exception {
        UUID entry = new UUID(1, 4);
        ledger.proof(history, entry, 4, PlayedLedger.leaf(history.get(4)));
        Partner.Ended proven = partner.types("ledger", "proof", entry.toString());
        assertThat(proven.code()).as(proven.said()).isZero();
        assertThat(proven.said()).contains("stands in the ledger at position 4 of 7");

        ledger.proof(history, entry, 4, PlayedLedger.leaf(history.get(3)));
        assertThat(partner.types("ledger", "proof", entry.toString()).code()).isEqualTo(4);
        ledger.proof(history, entry, 5, PlayedLedger.leaf(history.get(4)));
        assertThat(partner.types("ledger", "proof", entry.toString()).code()).isEqualTo(4);
    }
}
