package org.concordat.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.concordat.routes.Northshire.CHILDREN;
import static org.concordat.routes.Northshire.POLICE;
import static org.concordat.routes.Northshire.PROBATION;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.concordat.protection.agency.Desk;
import org.concordat.protection.decision.Decision.Reason;
import org.concordat.protection.ledger.Entry;
import org.concordat.routes.delivery.OperationDoor;
import org.concordat.routes.hop.DeliveryState;
import org.concordat.routes.hop.HopRefused;
import org.concordat.routes.hop.HopRefused.Category;
import org.concordat.routes.hop.Notice;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.TeamId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Those who run the gateway pause agencies; whoever does not run it pauses nobody. */
class OperationTest extends AtNorthshire {
    private static final AgencyId OPERATOR = new AgencyId("northshire-operations");

    private OperationDoor operation;

    @BeforeEach
    void an_operator() throws Exception {
        operation = northshire.flow.operations();
        northshire.register(OPERATOR, "mailbox", Keys.of(OPERATOR.value()));
        northshire.alter(OPERATOR, agency -> agency.body("gateway-operator"));
        northshire.submit(PROBATION, northshire.request());
    }

    @Test
    void nothing_is_pushed_to_who_is_paused_and_everything_when_that_ends() throws Exception {
        var pushes = northshire.pushes();
        operation.pause(northshire.caller(OPERATOR), CHILDREN, true, "OPS-7");
        pushes.round();
        assertThat(northshire.partner.taken).isEmpty();
        assertThat(northshire.stores.only(CHILDREN).state).isEqualTo(DeliveryState.QUEUED);
        operation.pause(northshire.caller(OPERATOR), CHILDREN, false, "OPS-7");
        pushes.round();
        assertThat(northshire.partner.taken)
                .containsExactly(northshire.stores.only(CHILDREN).parcel.delivery());
        assertThat(northshire.stores.entries.stream().flatMap(entry -> entry.says("code").stream()))
                .contains("partner.paused", "partner.resumed");
    }

    @Test
    void who_decided_it_is_in_the_ledger() throws Exception {
        operation.pause(northshire.caller(OPERATOR), CHILDREN, true, "OPS-7");
        assertThat(northshire.stores.entries)
                .filteredOn(entry -> entry.says("code").equals(Optional.of("partner.paused")))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.says("actor")).contains("OPS-7");
                    assertThat(entry.says("recipient")).contains(CHILDREN.value());
                });
    }

    @Test
    void what_was_claimed_before_the_pause_is_not_released_after_it() throws Exception {
        MemoryStores.Row row = northshire.stores.only(CHILDREN);
        operation.pause(northshire.caller(OPERATOR), CHILDREN, true, "OPS-7");
        assertRefused(
                () -> northshire.flow.deliveryRoute("rest").carry(row.delivery()),
                Category.RETRY_LATER,
                "deliver.paused");
        assertThat(row.left).isFalse();
    }

    @Test
    void a_pause_keeps_no_withdrawal_waiting_and_hides_no_recall() throws Exception {
        operation.pause(northshire.caller(OPERATOR), POLICE, true, "OPS-7");
        northshire.rules = new Northshire.Bent(question -> Northshire.refuse(Reason.NO_CLAUSE_APPLIES));
        northshire.stores.only(POLICE).changed = true;
        northshire.flow.reviews().round();
        assertThat(northshire.stores.only(POLICE).state).isEqualTo(DeliveryState.RETURNED);
        northshire.stores.notices.add(new Notice(
                new UUID(0, 1),
                POLICE,
                Desk.TEAM,
                new TeamId("safeguarding-unit"),
                Notice.About.RECALLED,
                new UUID(0, 2),
                northshire.clock.instant(),
                Optional.empty(),
                "Use it no longer."));
        assertThat(northshire.flow.doors().list(northshire.caller(POLICE)).notices())
                .extracting(Notice::about)
                .contains(Notice.About.RECALLED);
    }

    @Test
    void who_is_paused_collects_nothing() throws Exception {
        operation.pause(northshire.caller(OPERATOR), POLICE, true, "OPS-7");
        UUID delivery = northshire.stores.only(POLICE).parcel.delivery();
        assertRefused(
                () -> northshire.flow.doors().collect(northshire.caller(POLICE), delivery, bytes -> true),
                Category.RETRY_LATER,
                "deliver.paused");
    }

    @Test
    void who_decided_it_is_said_by_a_reference_or_nothing_is_done() {
        for (String actor : List.of("", " ", "Dale Harrow", "OPS 7", "x".repeat(65))) {
            assertRefused(
                    () -> operation.pause(northshire.caller(OPERATOR), CHILDREN, true, actor),
                    Category.INVALID,
                    "operation.actor-unfit");
            assertRefused(
                    () -> northshire.flow.doors().takeBack(northshire.caller(POLICE), new UUID(0, 7), actor),
                    Category.INVALID,
                    "operation.actor-unfit");
        }
        assertThat(northshire.stores.operations.paused()).isEmpty();
    }

    @Test
    void what_is_so_already_is_said_and_not_entered_again() throws Exception {
        assertRefused(
                () -> operation.pause(northshire.caller(OPERATOR), CHILDREN, false, "OPS-7"),
                Category.CONFLICT,
                "operation.not-paused");
        operation.pause(northshire.caller(OPERATOR), CHILDREN, true, "OPS-7");
        assertRefused(
                () -> operation.pause(northshire.caller(OPERATOR), CHILDREN, true, "OPS-8"),
                Category.CONFLICT,
                "operation.paused-already");
        assertThat(entered("partner.paused")).hasSize(1);
    }

    @Test
    void who_asked_for_what_is_refused_is_in_the_ledger() throws Exception {
        operation.pause(northshire.caller(OPERATOR), CHILDREN, true, "OPS-7");
        for (var asked : Map.of("OPS-8", "operation.paused-already", "OPS 8", "operation.actor-unfit")
                .entrySet()) {
            assertThatThrownBy(() -> operation.pause(northshire.caller(OPERATOR), CHILDREN, true, asked.getKey()))
                    .isInstanceOf(HopRefused.class);
            assertThat(entered(asked.getValue())).singleElement().satisfies(entry -> {
                assertThat(entry.says("verb")).contains("REFUSED");
                assertThat(entry.says("agency")).contains(OPERATOR.value());
                assertThat(entry.says("actor")).contains(asked.getKey().replace("OPS 8", "unfit"));
                assertThat(entry.says("recipient")).contains(CHILDREN.value());
            });
        }
    }

    private List<Entry> entered(String code) {
        return northshire.stores.entries.stream()
                .filter(entry -> entry.says("code").equals(Optional.of(code)))
                .toList();
    }

    @Test
    void who_is_no_operator_sees_and_pauses_nothing() {
        assertRefused(
                () -> operation.pause(northshire.caller(POLICE), CHILDREN, true, "NP-1"),
                Category.FORBIDDEN,
                "bundle.not-an-operator");
        assertRefused(
                () -> operation.progress(northshire.caller(POLICE), Optional.empty()),
                Category.FORBIDDEN,
                "bundle.not-an-operator");
        assertThat(northshire.stores.operations.paused()).isEmpty();
    }

    @Test
    void what_is_not_there_is_absent() {
        assertRefused(
                () -> operation.pause(northshire.caller(OPERATOR), new AgencyId("nobody-here"), true, "OPS-7"),
                Category.NOT_FOUND,
                "operation.not-there");
        assertRefused(
                () -> operation.progress(northshire.caller(OPERATOR), Optional.of(new UUID(0, 1))),
                Category.NOT_FOUND,
                "operation.not-there");
    }
}
