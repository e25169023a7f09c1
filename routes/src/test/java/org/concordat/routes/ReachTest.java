package org.concordat.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.concordat.routes.Northshire.CHILDREN;
import static org.concordat.routes.Northshire.POLICE;
import static org.concordat.routes.Northshire.PROBATION;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.agency.Attempts;
import org.concordat.protection.agency.Connection;
import org.concordat.protection.agency.Endpoint;
import org.concordat.protection.agency.OpeningHours;
import org.concordat.protection.decision.Decision.Reason;
import org.concordat.routes.connector.Connector;
import org.concordat.routes.connector.ConnectorFailed;
import org.concordat.routes.connector.Handover;
import org.concordat.routes.connector.Payload;
import org.concordat.routes.delivery.Pushes;
import org.concordat.routes.hop.DeliveryState;
import org.concordat.schemas.terminology.AgencyId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a recipient is tried, how it is only told, and what is heard of it later. */
class ReachTest extends AtNorthshire {
    private static final URI HERE = URI.create("https://partner.example");

    /** A recipient that is told, or says later what it has. */
    private static final class Later implements Connector {
        final List<UUID> told = new ArrayList<>();
        final List<UUID> handedOver = new ArrayList<>();
        final Map<UUID, Optional<String>> says = new HashMap<>();
        boolean tells;
        boolean down;
        Optional<AgencyId> away = Optional.empty();

        @Override
        public String name() {
            return "rest";
        }

        @Override
        public void reach(Agency recipient) throws ConnectorFailed {
            if (away.equals(Optional.of(recipient.id()))) {
                throw new ConnectorFailed("it has another host key");
            }
        }

        @Override
        public Handover handOver(UUID delivery, Payload payload, Agency recipient) throws ConnectorFailed {
            up();
            handedOver.add(delivery);
            return new Handover.Unconfirmed();
        }

        @Override
        public boolean tells(Agency recipient) {
            return tells;
        }

        @Override
        public void tell(UUID delivery, Agency recipient) throws ConnectorFailed {
            up();
            told.add(delivery);
        }

        private void up() throws ConnectorFailed {
            if (down) {
                throw new ConnectorFailed("it is down");
            }
        }

        @Override
        public boolean hears() {
            return true;
        }

        @Override
        public <E extends Exception> void hear(Agency recipient, List<UUID> unconfirmed, Heard<E> heard) throws E {
            for (Map.Entry<UUID, Optional<String>> one : says.entrySet()) {
                heard.heard(one.getKey(), one.getValue());
            }
        }
    }

    private final Later later = new Later();

    @BeforeEach
    void inPlaceOfThePartner() {
        northshire.partner.played = Optional.of(later);
    }

    private UUID submitted() throws Exception {
        northshire.submit(PROBATION, northshire.request());
        return northshire.stores.only(CHILDREN).parcel.delivery();
    }

    private void round() {
        northshire.flow.pushes(later, Runnable::run, () -> true).round();
    }

    private DeliveryState state(AgencyId recipient) {
        return northshire.stores.only(recipient).state;
    }

    @Test
    void who_was_told_has_not_received() throws Exception {
        later.tells = true;
        UUID delivery = submitted();
        round();
        northshire.clock.moveTo("2026-03-03T09:15:00Z");
        round();
        assertThat(later.told).containsExactly(delivery);
        assertThat(later.handedOver).isEmpty();
        assertThat(state(CHILDREN)).isEqualTo(DeliveryState.QUEUED);
        assertThat(northshire.stores.entries)
                .noneMatch(entry ->
                        new String(entry.toByteArray(), StandardCharsets.UTF_8).contains("\"verb\":\"DISCLOSED\""));
    }

    @Test
    void a_word_that_was_not_taken_is_said_again() throws Exception {
        later.tells = true;
        later.down = true;
        UUID delivery = submitted();
        round();
        later.down = false;
        northshire.clock.moveTo("2026-03-02T09:15:11Z");
        round();
        assertThat(later.told).containsExactly(delivery);
    }

    @Test
    void nobody_is_told_of_what_is_not_permitted_any_more() throws Exception {
        later.tells = true;
        submitted();
        northshire.rules = new Northshire.Bent(question -> Northshire.refuse(Reason.NO_CLAUSE_APPLIES));
        round();
        assertThat(later.told).isEmpty();
        assertThat(state(CHILDREN)).isEqualTo(DeliveryState.RETURNED);
    }

    @Test
    void who_is_away_or_somebody_else_is_not_released_to_and_delays_nobody() throws Exception {
        northshire.register(POLICE, "rest", Keys.of(POLICE.value()));
        UUID toChildren = submitted();
        later.away = Optional.of(CHILDREN);
        round();
        assertThat(state(CHILDREN)).isEqualTo(DeliveryState.QUEUED);
        assertThat(state(POLICE)).isEqualTo(DeliveryState.DELIVERED);
        later.away = Optional.empty();
        northshire.clock.moveTo("2026-03-02T09:15:11Z");
        round();
        assertThat(later.handedOver).hasSize(2).contains(toChildren);
    }

    @Test
    void what_waits_follows_its_recipient_to_another_connector_and_back() throws Exception {
        later.away = Optional.of(CHILDREN);
        submitted();
        round();
        later.away = Optional.empty();
        northshire.register(CHILDREN, "mailbox", Keys.of(CHILDREN.value()));
        northshire.clock.moveTo("2026-03-02T09:15:11Z");
        round();
        assertThat(later.handedOver).isEmpty();
        assertThat(northshire.stores.only(CHILDREN).connector).isEqualTo("mailbox");
        assertThat(state(CHILDREN)).isEqualTo(DeliveryState.QUEUED);

        // as an activation leaves it
        northshire.register(CHILDREN, "rest", Keys.of(CHILDREN.value()));
        northshire.stores.only(CHILDREN).changed = true;
        northshire.flow.reviews().round();
        round();
        assertThat(later.handedOver).hasSize(1);
    }

    @Test
    void a_receipt_that_comes_later_confirms_and_comes_twice_without_harm() throws Exception {
        UUID delivery = submitted();
        round();
        assertThat(state(CHILDREN)).isEqualTo(DeliveryState.DELIVERED);
        later.says.put(delivery, Optional.of(receipt(CHILDREN, delivery)));
        northshire.clock.moveTo("2026-03-02T09:20:00Z");
        round();
        assertThat(state(CHILDREN)).isEqualTo(DeliveryState.RECEIVED);
        northshire.clock.moveTo("2026-03-03T09:20:00Z");
        round();
        assertThat(later.handedOver).containsExactly(delivery);
    }

    @Test
    void a_wrong_receipt_that_comes_later_confirms_nothing_and_is_counted() throws Exception {
        UUID delivery = submitted();
        round();
        for (String wrong :
                List.of("thank.you.kindly", receipt(POLICE, delivery), receipt(CHILDREN, delivery, new byte[] {1}))) {
            later.says.put(delivery, Optional.of(wrong));
            northshire.clock.moveTo(
                    northshire.clock.instant().plus(Duration.ofHours(1)).toString());
            round();
        }
        later.says.clear();
        later.says.put(new UUID(1, 1), Optional.empty());
        northshire.clock.moveTo(
                northshire.clock.instant().plus(Duration.ofHours(1)).toString());
        round();
        assertThat(state(CHILDREN)).isEqualTo(DeliveryState.DELIVERED);
        assertThat(northshire.counts.told)
                .filteredOn("refused acknowledge.receipt-not-valid"::equals)
                .hasSize(4);
    }

    @Test
    void outside_its_hours_nobody_is_tried_and_nothing_is_late_for_that() throws Exception {
        // Monday to Friday from ten to noon in London; it is Monday, a quarter past nine
        OpeningHours hours = new OpeningHours(List.of(new OpeningHours.Span(
                Set.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY, DayOfWeek.THURSDAY, DayOfWeek.FRIDAY),
                LocalTime.of(10, 0),
                LocalTime.NOON)));
        register(hours, 2, OptionalInt.empty());
        UUID delivery = submitted();
        // eight hours of being open: two a day
        assertThat(northshire.stores.only(CHILDREN).parcel.reachBy()).isEqualTo("2026-03-05T12:00:00Z");
        round();
        assertThat(later.handedOver).isEmpty();
        northshire.clock.moveTo("2026-03-02T10:00:00Z");
        round();
        assertThat(later.handedOver).containsExactly(delivery);
    }

    @Test
    void within_a_minute_no_more_attempts_begin_than_it_takes() throws Exception {
        register(OpeningHours.ALWAYS, 2, OptionalInt.of(2));
        for (int i = 0; i < 5; i++) {
            northshire.submit(PROBATION, northshire.request());
        }
        Pushes pushes = northshire.flow.pushes(later, Runnable::run, () -> true);
        pushes.round();
        pushes.round();
        assertThat(later.handedOver).hasSize(2);
        // agreed anew, it counts anew
        register(OpeningHours.ALWAYS, 2, OptionalInt.of(3));
        pushes.round();
        assertThat(later.handedOver).hasSize(5);
    }

    @Test
    void no_more_attempts_run_at_once_than_it_takes() throws Exception {
        register(OpeningHours.ALWAYS, 1, OptionalInt.empty());
        submitted();
        List<Runnable> begun = new ArrayList<>();
        Pushes pushes = northshire.flow.pushes(later, begun::add, () -> true);
        pushes.round();
        pushes.round();
        assertThat(begun).hasSize(1);
        begun.get(0).run();
        assertThat(later.handedOver).hasSize(1);
    }

    private void register(OpeningHours hours, int atOnce, OptionalInt aMinute) {
        Attempts attempts = new Attempts(
                Duration.ofSeconds(20), hours, Duration.ofSeconds(10), Duration.ofMinutes(10), atOnce, aMinute);
        northshire.register(
                CHILDREN,
                new Connection(new Endpoint.Rest(HERE), attempts, Optional.empty(), Optional.empty()),
                Keys.of(CHILDREN.value()));
    }
}
