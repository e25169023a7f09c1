package org.concordat.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.concordat.gateway.store.Rows.CHILDREN;
import static org.concordat.gateway.store.Rows.IDS;
import static org.concordat.gateway.store.Rows.MORNING;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.concordat.routes.delivery.Operations;
import org.concordat.routes.delivery.Operations.Progress;
import org.concordat.routes.hop.Commitment;
import org.concordat.routes.hop.Commitment.Parcel;
import org.concordat.routes.hop.DeliveryState;
import org.concordat.routes.hop.Notice;
import org.concordat.schemas.terminology.AgencyId;
import org.junit.jupiter.api.Test;

/** What operators see of deliveries, and whom they pause, on a real PostgreSQL. */
class PostgresOperationsIT extends RecordsOnPostgres {
    private static final AgencyId OPERATOR = new AgencyId("northshire-operations");
    private static final AgencyId SOMEBODY = new AgencyId("somebody-paused");

    private final Operations operations = stores.operations();

    @Test
    void why_a_delivery_is_where_it_is_is_one_sentence() {
        Commitment first = Rows.request(IDS.random(), "mailbox");
        stores.commitments().commit(first);
        UUID waits = first.parcels().get(1).delivery();
        assertThat(because(waits)).isEqualTo("It waits in the mailbox of northshire-children.");
        stores.held()
                .hold(
                        waits,
                        MORNING,
                        Rows.notice(
                                Rows.PROBATION, Notice.About.HELD, first.sent().id()));
        assertThat(because(waits))
                .isEqualTo("It waits in the mailbox of northshire-children, which has not collected it for too long:"
                        + " nps-north-east was told.");
        assertThat(operations.progress(Optional.empty(), 1000))
                .filteredOn(one -> one.delivery().equals(waits))
                .extracting(Progress::state)
                .containsExactly(DeliveryState.HELD);

        UUID conversation = IDS.random();
        Commitment before = Rows.request(conversation, "rest");
        Commitment after = Rows.request(conversation, "rest");
        stores.commitments().commit(before);
        stores.commitments().commit(after);
        assertThat(because(to(before).delivery()))
                .isEqualTo("It was not attempted yet: northshire-children is not open, or others are before it.");
        assertThat(because(to(after).delivery()))
                .isEqualTo("It waits for delivery " + to(before).delivery()
                        + ", which comes before it in its conversation.");
        assertThat(operations.progress(Optional.of(new UUID(0, 7)), 1)).isEmpty();
    }

    @Test
    void who_is_paused_stays_so_until_an_operator_says_otherwise_and_not_because_somebody_wrote_it() {
        assertThat(operations.paused()).doesNotContain(SOMEBODY);
        operations.pause(SOMEBODY, true, OPERATOR, MORNING, Rows.entry());
        assertThat(operations.paused()).contains(SOMEBODY);
        sql.sql("update pause set paused = false where agency = ?")
                .param(SOMEBODY.value())
                .update();
        assertThat(operations.paused()).as("by hand").contains(SOMEBODY);
        operations.pause(SOMEBODY, false, OPERATOR, MORNING, Rows.entry());
        assertThat(operations.paused()).doesNotContain(SOMEBODY);
    }

    private String because(UUID delivery) {
        List<Progress> found = operations.progress(Optional.of(delivery), 1);
        assertThat(found).hasSize(1);
        return found.get(0).because();
    }

    private static Parcel to(Commitment commitment) {
        return commitment.parcels().stream()
                .filter(parcel -> parcel.recipient().equals(CHILDREN))
                .findFirst()
                .orElseThrow();
    }
}
