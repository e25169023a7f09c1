package org.concordat.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.concordat.routes.Northshire.CHILDREN;
import static org.concordat.routes.Northshire.POLICE;
import static org.concordat.routes.Northshire.PROBATION;

import java.util.Optional;
import java.util.UUID;
import org.concordat.routes.delivery.OperationDoor;
import org.concordat.routes.hop.DeliveryState;
import org.concordat.routes.hop.HopRefused.Category;
import org.concordat.schemas.terminology.AgencyId;
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
        operation.pause(northshire.caller(OPERATOR), CHILDREN, true);
        pushes.round();
        assertThat(northshire.partner.taken).isEmpty();
        assertThat(northshire.stores.only(CHILDREN).state).isEqualTo(DeliveryState.QUEUED);
        operation.pause(northshire.caller(OPERATOR), CHILDREN, false);
        pushes.round();
        assertThat(northshire.partner.taken)
                .containsExactly(northshire.stores.only(CHILDREN).parcel.delivery());
        assertThat(northshire.stores.entries.stream().flatMap(entry -> entry.says("code").stream()))
                .contains("partner.paused", "partner.resumed");
    }

    @Test
    void who_is_paused_collects_nothing() throws Exception {
        operation.pause(northshire.caller(OPERATOR), POLICE, true);
        UUID delivery = northshire.stores.only(POLICE).parcel.delivery();
        assertRefused(
                () -> northshire.flow.doors().collect(northshire.caller(POLICE), delivery, bytes -> true),
                Category.RETRY_LATER,
                "deliver.paused");
    }

    @Test
    void who_is_no_operator_sees_and_pauses_nothing() {
        assertRefused(
                () -> operation.pause(northshire.caller(POLICE), CHILDREN, true),
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
                () -> operation.pause(northshire.caller(OPERATOR), new AgencyId("nobody-here"), true),
                Category.NOT_FOUND,
                "operation.not-there");
        assertRefused(
                () -> operation.progress(northshire.caller(OPERATOR), Optional.of(new UUID(0, 1))),
                Category.NOT_FOUND,
                "operation.not-there");
    }
}
