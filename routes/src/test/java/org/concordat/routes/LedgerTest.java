package org.concordat.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.concordat.protection.key.AgencyKeys;
import org.concordat.protection.ledger.Entry;
import org.concordat.protection.ledger.Event;
import org.concordat.protection.ledger.Hash;
import org.concordat.protection.ledger.Tiles;
import org.concordat.protection.ledger.Verb;
import org.concordat.protection.receipt.Receipt;
import org.concordat.protection.receipt.Statement;
import org.concordat.protection.receipt.StatementVerifier;
import org.concordat.routes.hop.HopRefused;
import org.concordat.routes.hop.Statements;
import org.concordat.schemas.terminology.AgencyId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How the ledger grows, what it refuses to grow from, and who is told what. */
class LedgerTest extends AtNorthshire {
    private MemoryLedger ledger;
    private LedgerDoor door;

    @BeforeEach
    void find_the_ledger() {
        ledger = northshire.stores.ledger;
        door = northshire.flow.ledger();
    }

    @Test
    void it_begins_with_a_checkpoint_of_nothing() throws Exception {
        round();
        assertThat(said(ledger.latest().orElseThrow()).size()).isZero();
        assertThat(said(ledger.latest().orElseThrow()).root()).isEqualTo(Hash.EMPTY.toString());
    }

    @Test
    void every_entry_gets_one_position_in_the_order_of_appending_and_a_checkpoint_covers_it() throws Exception {
        List<Entry> all = append(5);
        round();
        append(3);
        round();
        round();
        assertThat(ledger.positions.values()).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L);
        assertThat(ledger.at.get(4L)).isEqualTo(all.get(4));
        assertThat(ledger.sizes).containsExactly(5L, 8L);
        inspect();
        assertThat(faults()).isEmpty();
    }

    @Test
    void more_than_fits_into_a_turn_is_taken_in_one_round() {
        append(5000);
        round();
        assertThat(ledger.positions).hasSize(5000);
        assertThat(ledger.sizes).containsExactly(2048L, 4096L, 5000L);
    }

    @Test
    void receipts_carry_the_latest_checkpoint() throws Exception {
        append(2);
        round();
        Receipt receipt = northshire.submit(Northshire.PROBATION, northshire.request());
        Statement.Committed committed = verifier().verify(receipt, Statement.Committed.class);
        assertThat(committed.checkpoint().map(Receipt::new)).isEqualTo(ledger.latest());
    }

    @Test
    void an_entry_that_the_gateway_did_not_write_gets_no_position_and_is_put_on_record_once() throws Exception {
        List<Entry> all = append(3);
        ledger.forged.add(all.get(1).id());
        round();
        round();
        assertThat(ledger.positions).doesNotContainKey(all.get(1).id()).hasSize(3);
        assertThat(new String(ledger.at.get(2L).toByteArray(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("\"code\":\"row.forged\"", "\"verb\":\"REFUSED\"");
        assertThat(faults()).containsExactly("ledger forged");
    }

    @Test
    void nothing_is_signed_on_a_tree_that_was_changed() {
        append(3);
        round();
        ledger.tiles.get(new Tiles.At(0, 0))[40] ^= 1;
        append(1);
        round();
        assertThat(ledger.sizes).containsExactly(3L);
        assertThat(faults()).containsExactly("ledger tree");
    }

    @Test
    void nothing_is_signed_when_the_end_of_the_ledger_was_cut_off() {
        append(3);
        round();
        append(2);
        round();
        ledger.checkpoints.remove(1);
        ledger.sizes.remove(1);
        append(1);
        round();
        assertThat(ledger.sizes).containsExactly(3L);
        assertThat(faults()).containsExactly("ledger tree");
    }

    @Test
    void no_second_history_is_begun_when_the_checkpoints_are_gone() throws Exception {
        append(3);
        round();
        ledger.checkpoints.clear();
        ledger.sizes.clear();
        round();
        assertThat(faults()).containsExactly("ledger tree");
        // another node, which saw nothing yet
        try (Northshire other = new Northshire(true)) {
            other.stores.ledger.tiles.putAll(ledger.tiles);
            other.flow.sequencer().round();
            assertThat(other.stores.ledger.checkpoints).isEmpty();
        }
    }

    @Test
    void a_checkpoint_of_someone_elses_is_not_gone_on_from() throws Exception {
        try (Northshire other = new Northshire(true, Keys.fresh("other gateway"))) {
            other.flow.sequencer().round();
            ledger.checkpoints.addAll(other.stores.ledger.checkpoints);
            ledger.sizes.add(0L);
        }
        append(1);
        round();
        assertThat(ledger.sizes).containsExactly(0L);
        assertThat(faults()).containsExactly("ledger tree");
    }

    @Test
    void a_checkpoint_of_the_gateways_own_earlier_key_is_gone_on_from() throws Exception {
        AgencyKeys before = Keys.fresh("gateway before");
        AgencyKeys now = Keys.of("gateway");
        AgencyKeys changed = new AgencyKeys(
                now.tls(), now.signings(), List.of(before.signing().certificate()), now.encryptions(), now.realTime());
        try (Northshire earlier = new Northshire(true, before);
                Northshire later = new Northshire(true, changed)) {
            earlier.flow.sequencer().round();
            later.stores.ledger.checkpoints.addAll(earlier.stores.ledger.checkpoints);
            later.stores.ledger.sizes.add(0L);
            northshire.close();
            northshire = later;
            ledger = later.stores.ledger;
            append(1);
            round();
            assertThat(ledger.sizes).containsExactly(0L, 1L);
            assertThat(faults()).isEmpty();
        }
    }

    @Test
    void an_entry_that_is_changed_or_removed_afterwards_is_noticed() {
        List<Entry> all = append(600);
        round();
        ledger.at.put(7L, Entry.stored(all.get(7).id(), new byte[] {1}));
        ledger.misfiled.add(300L);
        ledger.bereft.add(400L);
        ledger.at.remove(590L);
        inspect();
        assertThat(faults()).containsExactly("ledger changed", "ledger changed", "ledger bereft", "ledger removed");
    }

    @Test
    void proofs_are_for_those_whom_the_entry_names() throws Exception {
        UUID entry = append(4).get(2).id();
        assertThatThrownBy(() -> door.proof(northshire.caller(Northshire.POLICE), entry))
                .isInstanceOfSatisfying(
                        HopRefused.class, e -> assertThat(e.code()).isEqualTo("ledger.not-begun"));
        round();
        LedgerDoor.Proven proven = door.proof(northshire.caller(Northshire.POLICE), entry);
        assertThat(proven.proof()
                        .holds(
                                proven.leaf(),
                                Hash.parse(said(proven.checkpoint()).root())))
                .isTrue();
        assertThatThrownBy(() -> door.proof(northshire.caller(Northshire.PROBATION), entry))
                .isInstanceOfSatisfying(
                        HopRefused.class, e -> assertThat(e.code()).isEqualTo("ledger.no-such-entry"));
        UUID late = append(1).get(0).id();
        assertThatThrownBy(() -> door.proof(northshire.caller(Northshire.POLICE), late))
                .isInstanceOfSatisfying(
                        HopRefused.class, e -> assertThat(e.code()).isEqualTo("ledger.not-sequenced"));
    }

    @Test
    void consistency_is_for_everybody_and_for_sizes_that_there_are() throws Exception {
        append(4);
        round();
        assertThat(door.consistency(northshire.caller(Northshire.POLICE), 1, 4).path())
                .hasSize(2);
        assertThatThrownBy(() -> door.consistency(northshire.caller(Northshire.POLICE), 1, 5))
                .isInstanceOfSatisfying(
                        HopRefused.class, e -> assertThat(e.code()).isEqualTo("ledger.no-such-size"));
    }

    @Test
    void an_agency_that_does_not_audit_reads_no_entry_and_that_it_tried_is_on_record() {
        append(4);
        round();
        assertThatThrownBy(() -> door.entries(northshire.caller(Northshire.POLICE), 0, 10))
                .isInstanceOfSatisfying(
                        HopRefused.class, e -> assertThat(e.category()).isEqualTo(HopRefused.Category.FORBIDDEN));
        assertThat(northshire.stores.entries).hasSize(5);
    }

    @Test
    void an_auditor_reads_entries_with_their_checkpoints_and_that_it_did_is_on_record() throws Exception {
        append(4);
        round();
        append(2);
        round();
        audits(Northshire.POLICE);
        LedgerDoor.Extract first = door.entries(northshire.caller(Northshire.POLICE), 0, 5);
        assertThat(first.lines()).hasSize(5);
        assertThat(first.checkpoints()).hasSize(1);
        assertThat(first.size()).isEqualTo(6);
        LedgerDoor.Extract second = door.entries(northshire.caller(Northshire.POLICE), 5, 500);
        assertThat(second.lines()).hasSize(1);
        assertThat(second.checkpoints()).hasSize(1);
        assertThat(northshire.stores.entries).hasSize(8);
    }

    private void audits(AgencyId id) {
        northshire.alter(id, agency -> agency.body("ledger-auditor"));
    }

    private void round() {
        northshire.flow.sequencer().round();
    }

    private void inspect() {
        var inspection = northshire.flow.inspection();
        for (int i = 0; i < 3; i++) {
            inspection.round();
        }
    }

    private List<Entry> append(int count) {
        List<Entry> some = IntStream.range(0, count)
                .mapToObj(i -> Entry.of(
                        UUID.randomUUID(),
                        Event.of(Verb.COLLECTED, northshire.clock.instant(), "seal", Northshire.POLICE)))
                .toList();
        northshire.stores.entries.addAll(some);
        return some;
    }

    private List<String> faults() {
        return northshire.counts.told.stream()
                .filter(told -> told.startsWith("ledger "))
                .toList();
    }

    private static Statement.Checkpoint said(Receipt checkpoint) throws Exception {
        return verifier().verify(checkpoint, Statement.Checkpoint.class);
    }

    private static StatementVerifier verifier() {
        return new StatementVerifier(
                Statements.GATEWAY, List.of(Keys.of("gateway").signing().certificate()));
    }
}
