package org.concordat.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.stream.Stream;
import org.apache.camel.builder.AdviceWith;
import org.concordat.routes.hop.Delivery;
import org.concordat.routes.hop.DeliveryState;
import org.concordat.routes.hop.HopRefused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Takes each hop out of each route in turn: nothing leaves. Counted at the partner, the mailbox and the store. */
class HopsTakenOutTest {
    @Test
    void whole_routes_deliver() throws Exception {
        try (Northshire northshire = new Northshire()) {
            northshire.submit(Northshire.PROBATION, northshire.request());
            northshire.pushes().round();
            Delivery waiting = northshire.stores.only(Northshire.POLICE).delivery();
            northshire.flow.doors().collect(northshire.caller(Northshire.POLICE), waiting.id(), bytes -> true);

            assertThat(northshire.partner.taken).hasSize(1);
            assertThat(northshire.stores.only(Northshire.CHILDREN).state).isEqualTo(DeliveryState.RECEIVED);
            assertThat(northshire.stores.only(Northshire.POLICE).state).isEqualTo(DeliveryState.DELIVERED);
            assertThat(northshire.counts.told)
                    .containsExactly(
                            "admit",
                            "check",
                            "clear",
                            "minimise",
                            "seal",
                            "commit",
                            // who is tried for the first time is not suspended
                            "resumed " + Northshire.CHILDREN,
                            "recheck",
                            "deliver",
                            "acknowledge",
                            "recheck",
                            "deliver",
                            "acknowledge");
        }
    }

    static Stream<Arguments> submissionHops() {
        return RouteTemplates.SUBMISSION_HOPS.stream()
                .flatMap(hop -> Stream.of(Arguments.of(hop, true), Arguments.of(hop, false)));
    }

    /** With the guard, and by the types of the stages alone. */
    @ParameterizedTest(name = "{0}, guarded {1}")
    @MethodSource("submissionHops")
    void a_submission_that_misses_a_hop_commits_nothing(String hop, boolean guarded) throws Exception {
        try (Northshire northshire = new Northshire(guarded)) {
            takeOut(northshire, "submission", hop);

            HopRefused refused = catchThrowableOfType(
                    HopRefused.class, () -> northshire.submit(Northshire.PROBATION, northshire.request()));

            assertThat(refused.category()).isEqualTo(HopRefused.Category.RETRY_LATER);
            assertThat(northshire.stores.commitments).isEmpty();
            assertThat(northshire.stores.rows).isEmpty();
            northshire.pushes().round();
            assertThat(northshire.partner.taken).isEmpty();
        }
    }

    static Stream<String> deliveryHops() {
        return RouteTemplates.DELIVERY_HOPS.stream();
    }

    @ParameterizedTest
    @MethodSource("deliveryHops")
    void a_push_that_misses_a_hop_reaches_no_partner(String hop) throws Exception {
        try (Northshire northshire = new Northshire()) {
            northshire.submit(Northshire.PROBATION, northshire.request());
            takeOut(northshire, "delivery-rest", hop);

            northshire.pushes().round();

            assertThat(northshire.partner.taken).isEmpty();
            assertThat(northshire.stores.only(Northshire.CHILDREN).state).isEqualTo(DeliveryState.QUEUED);
        }
    }

    static Stream<Arguments> collectionHops() {
        return RouteTemplates.DELIVERY_HOPS.stream()
                .flatMap(hop -> Stream.of(Arguments.of(hop, true), Arguments.of(hop, false)));
    }

    @ParameterizedTest(name = "{0}, guarded {1}")
    @MethodSource("collectionHops")
    void a_collection_that_misses_a_hop_hands_nothing_over(String hop, boolean guarded) throws Exception {
        try (Northshire northshire = new Northshire(guarded)) {
            northshire.submit(Northshire.PROBATION, northshire.request());
            Delivery waiting = northshire.stores.only(Northshire.POLICE).delivery();
            takeOut(northshire, "delivery-mailbox", hop);

            HopRefused refused = catchThrowableOfType(
                    HopRefused.class,
                    () -> northshire
                            .flow
                            .doors()
                            .collect(northshire.caller(Northshire.POLICE), waiting.id(), bytes -> true));

            assertThat(refused.category()).isEqualTo(HopRefused.Category.RETRY_LATER);
            assertThat(northshire.stores.only(Northshire.POLICE).state).isNotEqualTo(DeliveryState.DELIVERED);
        }
    }

    @Test
    void a_step_that_was_added_stops_a_route_as_well() throws Exception {
        try (Northshire northshire = new Northshire()) {
            northshire.submit(Northshire.PROBATION, northshire.request());
            AdviceWith.adviceWith(
                    northshire.camel,
                    "delivery-rest",
                    route -> route.weaveById("deliver").before().process(exchange -> {}));

            northshire.pushes().round();

            assertThat(northshire.partner.taken).isEmpty();
        }
    }

    @Test
    void nothing_is_ever_converted_into_a_stage() throws Exception {
        try (Northshire northshire = new Northshire(false)) {
            northshire.camel.getTypeConverterRegistry().addFallbackTypeConverter(new ConvertsAnything(), true);
            takeOut(northshire, "submission", "clear");

            HopRefused refused = catchThrowableOfType(
                    HopRefused.class, () -> northshire.submit(Northshire.PROBATION, northshire.request()));

            assertThat(refused.code()).isEqualTo("minimise.failed");
        }
    }

    private static void takeOut(Northshire northshire, String route, String step) throws Exception {
        AdviceWith.adviceWith(
                northshire.camel, route, advice -> advice.weaveById(step).remove());
    }
}
