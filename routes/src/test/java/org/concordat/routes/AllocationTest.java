package org.concordat.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.concordat.routes.Northshire.CHILDREN;
import static org.concordat.routes.Northshire.PROBATION;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.concordat.protection.decision.ClauseId;
import org.concordat.protection.decision.Decision;
import org.concordat.protection.decision.Item;
import org.concordat.routes.hop.Commitment;
import org.concordat.schemas.label.Category;
import org.junit.jupiter.api.Test;

/** Who holds a case after a disclosure hands it over: nobody whom it does not tell. */
class AllocationTest extends AtNorthshire {
    @Test
    void a_case_is_handed_to_whom_the_disclosure_names_with_evidence_that_cites_it() throws Exception {
        Commitment committed = allocated();
        assertThat(committed.allocations()).singleElement().satisfies(allocated -> {
            assertThat(allocated.holding().agency()).isEqualTo(CHILDREN);
            assertThat(allocated.delivery()).contains(committed.parcels().get(0).delivery());
            assertThat(new String(allocated.evidence().toByteArray(), StandardCharsets.UTF_8))
                    .contains("holding.allocated", "holding/" + allocated.id() + "/1");
        });
    }

    @Test
    void who_is_not_told_of_it_is_handed_nothing() throws Exception {
        northshire.rules = new Northshire.Bent(question -> new Decision.Permit(
                List.of(new ClauseId("test@1/less")),
                question.items().stream()
                        .filter(item -> item.label().category() == Category.RISK)
                        .map(Item::part)
                        .collect(Collectors.toSet()),
                List.of(),
                List.of()));
        assertThat(allocated().allocations()).isEmpty();
    }

    private Commitment allocated() throws Exception {
        byte[] document = northshire.sign(
                Northshire.draft("allocation.xml"), Keys.of(PROBATION.value()).signing());
        northshire.submit(PROBATION, document);
        return northshire.stores.commitments.values().iterator().next();
    }
}
