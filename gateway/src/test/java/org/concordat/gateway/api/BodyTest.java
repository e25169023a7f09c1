package org.concordat.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import org.concordat.gateway.problem.ProblemType;
import org.concordat.gateway.problem.Refused;
import org.concordat.routes.hop.Admit;
import org.concordat.schemas.terminology.AgencyId;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

/** How much of requests is in memory at once, counted. */
class BodyTest {
    private static final int MIB = 1024 * 1024;
    private static final long LARGEST = (long) Body.Budget.COST * Admit.LARGEST;

    @Test
    void beyond_the_budget_a_request_is_told_to_come_again_and_those_within_are_not_harmed() throws Exception {
        Body.Budget budget = new Body.Budget(10L * MIB * Body.Budget.COST);
        List<Body> held = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            held.add(budget.read(request(MIB), Admit.LARGEST, "agency-" + i, Body.Budget.COST));
        }
        assertBusy(budget, 1, "agency-10");

        held.get(0).close();
        assertThat(budget.read(request(MIB), Admit.LARGEST, "agency-10", Body.Budget.COST)
                        .bytes())
                .hasSize(MIB);
    }

    @Test
    void a_request_that_was_refused_or_broke_off_holds_nothing() throws Exception {
        Body.Budget budget = new Body.Budget(LARGEST);
        for (int i = 0; i < 5; i++) {
            assertThat(catchThrowableOfType(
                                    Refused.class,
                                    () -> budget.read(request(MIB + 1), MIB, "an-agency", Body.Budget.COST))
                            .code())
                    .isEqualTo("request.too-large");
        }
        assertThat(budget.read(request(Admit.LARGEST), Admit.LARGEST, "an-agency", Body.Budget.COST)
                        .bytes())
                .hasSize(Admit.LARGEST);
    }

    @Test
    void less_than_nothing_makes_no_room() {
        Body.Budget budget = new Body.Budget(LARGEST);
        assertThat(budget.hold(new AgencyId("an-agency"), -1)).isEmpty();
    }

    @Test
    void one_agency_cannot_take_what_the_others_need() throws Exception {
        Body.Budget budget = new Body.Budget(4 * LARGEST);
        for (int i = 0; i < 2; i++) {
            assertThat(budget.read(request(Admit.LARGEST), Admit.LARGEST, "greedy", Body.Budget.COST)
                            .bytes())
                    .hasSize(Admit.LARGEST);
        }
        assertBusy(budget, Admit.LARGEST, "greedy");
        assertThat(budget.read(request(Admit.LARGEST), Admit.LARGEST, "other", Body.Budget.COST)
                        .bytes())
                .hasSize(Admit.LARGEST);
    }

    @Test
    void however_small_the_budget_an_agency_may_hand_in_one_of_the_largest() throws Exception {
        Body.Budget budget = new Body.Budget(LARGEST + Admit.LARGEST);
        try (Body body = budget.read(request(Admit.LARGEST), Admit.LARGEST, "an-agency", Body.Budget.COST)) {
            assertThat(body.take(Admit.LARGEST)).isTrue();
            assertThat(body.take(1)).isFalse();
        }
        assertThat(budget.read(request(Admit.LARGEST), Admit.LARGEST, "an-agency", Body.Budget.COST)
                        .bytes())
                .hasSize(Admit.LARGEST);
    }

    @Test
    void what_would_not_fit_into_an_idle_gateway_is_too_large_for_ever() throws Exception {
        Body.Budget budget = new Body.Budget((long) MIB * Body.Budget.COST);
        Refused refused = catchThrowableOfType(
                Refused.class, () -> budget.read(request(2 * MIB), Admit.LARGEST, "an-agency", Body.Budget.COST));
        assertThat(refused.type()).isEqualTo(ProblemType.TOO_LARGE);
        assertThat(refused.sentence()).contains("larger than 1 MiB");
        assertThat(budget.read(request(MIB), Admit.LARGEST, "an-agency", Body.Budget.COST)
                        .bytes())
                .hasSize(MIB);
    }

    @Test
    void how_much_room_there_could_be_does_not_depend_on_who_else_is_there() throws Exception {
        Body.Budget budget = new Body.Budget(20L * MIB);
        try (Body other = budget.read(request(MIB), Admit.LARGEST, "other", Body.Budget.COST);
                Body body = budget.read(request(MIB), Admit.LARGEST, "an-agency", Body.Budget.COST)) {
            assertThat(other.most()).isEqualTo(body.most()).isEqualTo(13L * MIB);
            assertThat(body.take(body.most())).isFalse();
        }
        try (Body body = budget.read(request(MIB), Admit.LARGEST, "an-agency", Body.Budget.COST)) {
            assertThat(body.take(body.most())).isTrue();
        }
    }

    @Test
    void room_for_recipients_copies_is_given_back_with_the_request() throws Exception {
        Body.Budget budget = new Body.Budget(20L * MIB);
        for (int i = 0; i < 10; i++) {
            try (Body body = budget.read(request(MIB), Admit.LARGEST, "an-agency", Body.Budget.COST)) {
                assertThat(body.take(5L * MIB)).isTrue();
            }
        }
    }

    private static void assertBusy(Body.Budget budget, int size, String agency) {
        Refused busy = catchThrowableOfType(
                Refused.class, () -> budget.read(request(size), Admit.LARGEST, agency, Body.Budget.COST));
        assertThat(busy.code()).isEqualTo("gateway.busy");
        assertThat(busy.type()).isEqualTo(ProblemType.RETRY_LATER);
    }

    private static MockHttpServletRequest request(int size) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setContent(new byte[size]);
        return request;
    }
}
