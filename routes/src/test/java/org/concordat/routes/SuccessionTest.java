package org.concordat.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.concordat.routes.Northshire.POLICE;
import static org.concordat.routes.Northshire.PROBATION;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.concordat.protection.agency.Desk;
import org.concordat.protection.agency.Succession;
import org.concordat.protection.decision.Decision.Reason;
import org.concordat.protection.envelope.Opener;
import org.concordat.protection.envelope.Sealed;
import org.concordat.protection.receipt.Digest;
import org.concordat.protection.receipt.Statement;
import org.concordat.protection.receipt.StatementSigner;
import org.concordat.routes.delivery.DisclosureStatus;
import org.concordat.routes.hop.DeliveryState;
import org.concordat.routes.hop.HopRefused.Category;
import org.concordat.routes.hop.Notice;
import org.concordat.schemas.disclosure.Disclosure;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Role;
import org.concordat.schemas.terminology.TeamId;
import org.junit.jupiter.api.Test;

/** An agency ends on a day, and another has its work from then on, as a transfer scheme says. */
class SuccessionTest extends AtNorthshire {
    private static final AgencyId REGION = new AgencyId("northshire-region");
    private static final TeamId TEAM = new TeamId("team");
    private static final String THE_DAY = "2026-03-03T00:00:00Z";

    @Test
    void what_waits_on_the_day_comes_back_and_goes_to_the_successor_sealed_to_its_key() throws Exception {
        endsOnTheDay(POLICE);
        northshire.submit(PROBATION, northshire.request());
        assertThat(row(POLICE).parcel.reviewAt()).contains(Instant.parse(THE_DAY));
        review();
        assertThat(row(POLICE).state).as("not before the day").isEqualTo(DeliveryState.QUEUED);

        northshire.clock.moveTo(THE_DAY);
        review();
        assertThat(row(POLICE).state).isEqualTo(DeliveryState.RETURNED);
        assertThat(row(REGION).state).isEqualTo(DeliveryState.QUEUED);
        assertThat(row(REGION).parcel.delivery())
                .isNotEqualTo(row(POLICE).parcel.delivery());
        byte[] copy = new Opener(Keys.of(REGION.value()).encryptions())
                .open(row(REGION).parcel.content());
        assertThat(Northshire.parsed(copy).release()).isPresent();
        assertThat(only(Notice.About.SUCCEEDED).to()).isEqualTo(PROBATION);
        assertThat(codes()).contains("recheck.succeeded");
    }

    @Test
    void a_push_to_it_that_comes_first_hands_nothing_over() throws Exception {
        endsOnTheDay(Northshire.CHILDREN);
        northshire.submit(PROBATION, northshire.request());
        northshire.clock.moveTo(THE_DAY);
        northshire.pushes().round();
        assertThat(northshire.partner.taken).isEmpty();
        assertThat(row(Northshire.CHILDREN).state).isEqualTo(DeliveryState.RETURNED);
        assertThat(row(REGION).state).isEqualTo(DeliveryState.QUEUED);
    }

    @Test
    void what_its_successor_may_not_have_goes_back_to_its_sender() throws Exception {
        endsOnTheDay(POLICE);
        northshire.submit(PROBATION, northshire.request());
        northshire.rules = new Northshire.Bent(
                question -> question.to().agency().equals(REGION)
                                || northshire
                                        .agencies
                                        .get(question.to().agency())
                                        .inForce()
                                        .isOver(question.at())
                        ? Northshire.refuse(Reason.NO_CLAUSE_APPLIES)
                        : Northshire.permitAll(question));
        northshire.clock.moveTo(THE_DAY);
        review();
        assertThat(row(POLICE).state).isEqualTo(DeliveryState.RETURNED);
        assertThat(northshire.stores.rows.values())
                .noneMatch(r -> r.parcel.recipient().equals(REGION));
        assertThat(northshire.stores.notices).extracting(Notice::about).containsOnly(Notice.About.RETURNED);
    }

    @Test
    void what_a_key_signed_that_was_taken_from_the_register_goes_to_nobody() throws Exception {
        endsOnTheDay(POLICE);
        northshire.submit(PROBATION, northshire.request());
        northshire.register(PROBATION, "mailbox", Keys.fresh("another"));
        northshire.clock.moveTo(THE_DAY);
        review();
        assertThat(row(POLICE).state).isEqualTo(DeliveryState.RETURNED);
        assertThat(northshire.stores.rows.values())
                .noneMatch(r -> r.parcel.recipient().equals(REGION));
    }

    @Test
    void what_is_addressed_to_it_later_is_decided_for_the_successor_and_the_sender_is_told() throws Exception {
        endsOnTheDay(POLICE);
        northshire.clock.moveTo(THE_DAY);
        northshire.submit(PROBATION, northshire.request());
        assertThat(row(REGION).parcel.team()).isEqualTo(TEAM);
        assertThat(northshire.stores.rows.values())
                .noneMatch(r -> r.parcel.recipient().equals(POLICE));
        assertThat(only(Notice.About.SUCCEEDED).desk()).isEqualTo(Desk.TEAM);
    }

    @Test
    void where_the_scheme_gives_its_queue_to_nobody_it_is_refused() throws Exception {
        northshire.alter(
                POLICE, agency -> agency.until(northshire.clock.instant().minusSeconds(1)));
        northshire.submit(PROBATION, northshire.request());
        review();
        assertThat(row(POLICE).state)
                .as("the test's rules permit all; what leaves does not")
                .isEqualTo(DeliveryState.RETURNED);
    }

    @Test
    void its_own_certificate_hands_in_and_collects_nothing_any_more() throws Exception {
        endsOnTheDay(POLICE);
        northshire.submit(PROBATION, northshire.request());
        UUID delivery = row(POLICE).parcel.delivery();
        northshire.clock.moveTo(THE_DAY);
        byte[] document = northshire.answer(Northshire.parsed(northshire.request()), PROBATION);
        assertThat(assertRefused(
                                () -> northshire.submit(POLICE, document),
                                Category.FORBIDDEN,
                                "admit.agency-not-in-force")
                        .sentence())
                .isEqualTo(
                        "northshire-police ended with 2 March 2026. Under the Test Transfer Scheme 2026 its work went to"
                                + " northshire-region, in whose own name it is done and received from then on.");
        assertRefused(
                () -> northshire.flow.doors().collect(northshire.caller(POLICE), delivery, bytes -> true),
                Category.FORBIDDEN,
                "admit.agency-not-in-force");
        assertRefused(
                () -> northshire.flow.doors().list(northshire.caller(POLICE)),
                Category.FORBIDDEN,
                "admit.agency-not-in-force");
    }

    @Test
    void its_conversations_go_on_the_successor_answers_and_the_answer_counts() throws Exception {
        endsOnTheDay(POLICE);
        byte[] asked = northshire.request();
        northshire.submit(PROBATION, asked);
        row(POLICE).state = DeliveryState.RECEIVED;
        Disclosure request = Northshire.parsed(asked);
        northshire.clock.moveTo(THE_DAY);
        northshire.submit(REGION, answer(request));
        DisclosureStatus status = northshire
                .flow
                .doors()
                .status(northshire.caller(PROBATION), request.header().id());
        assertThat(status.recipients())
                .filteredOn(to -> to.agency().equals(POLICE))
                .allMatch(to -> to.answer() == DisclosureStatus.Answer.ANSWERED);
    }

    @Test
    void who_has_none_of_its_work_answers_nothing_in_its_place() throws Exception {
        byte[] asked = northshire.request();
        northshire.submit(PROBATION, asked);
        northshire.register(REGION, "mailbox", Keys.of(REGION.value()));
        Disclosure request = Northshire.parsed(asked);
        assertRefused(
                () -> northshire.submit(REGION, answer(request)), Category.UNPROCESSABLE, "clear.answers-nothing");
    }

    @Test
    void its_notices_wait_for_the_successor_which_confirms_them_and_sees_what_became_of_what_it_sent()
            throws Exception {
        endsOnTheDay(PROBATION);
        byte[] request = northshire.request();
        northshire.submit(PROBATION, request);
        northshire.rules = new Northshire.Bent(question -> Northshire.refuse(Reason.NO_CLAUSE_APPLIES));
        northshire.pushes().round();
        northshire.clock.moveTo(THE_DAY);
        List<Notice> waiting =
                northshire.flow.doors().list(northshire.caller(REGION)).notices();
        assertThat(waiting).extracting(Notice::to).contains(PROBATION);
        Notice notice = waiting.get(0);
        String receipt = new StatementSigner(REGION, Keys.of(REGION.value()).signing())
                .sign(new Statement.Received(
                        new UUID(0x4000, 1),
                        REGION,
                        northshire.clock.instant(),
                        notice.id(),
                        Digest.of(notice.jws().getBytes(StandardCharsets.US_ASCII)),
                        Optional.empty()))
                .jws();
        northshire.flow.doors().receive(northshire.caller(REGION), notice.id(), receipt);
        assertThat(northshire.stores.confirmed).contains(notice.id());
        UUID id = Northshire.parsed(request).header().id();
        assertThat(northshire.flow.doors().status(northshire.caller(REGION), id).id())
                .isEqualTo(id);
        assertRefused(
                () -> northshire.flow.doors().status(northshire.caller(POLICE), id),
                Category.NOT_FOUND,
                "status.no-such-disclosure");
    }

    @Test
    void where_the_successor_ends_too_what_waits_for_it_goes_on() throws Exception {
        AgencyId second = new AgencyId("northshire-combined");
        endsOnTheDay(POLICE);
        northshire.submit(PROBATION, northshire.request());
        northshire.clock.moveTo(THE_DAY);
        review();
        ends(REGION, "2026-03-05T00:00:00Z", second, List.of(goes("team", "safeguarding-officer", second)));
        northshire.clock.moveTo("2026-03-05T00:00:00Z");
        row(REGION).changed = true;
        review();
        assertThat(row(REGION).state).isEqualTo(DeliveryState.RETURNED);
        assertThat(row(second).state).isEqualTo(DeliveryState.QUEUED);
    }

    @Test
    void what_cannot_be_decided_keeps_nothing_else_waiting() throws Exception {
        endsOnTheDay(POLICE);
        byte[] first = northshire.request();
        northshire.submit(PROBATION, first);
        northshire.submit(PROBATION, northshire.request());
        UUID id = Northshire.parsed(first).header().id();
        northshire.stores.originals.put(id, new Sealed(new byte[] {1}));
        northshire.clock.moveTo(THE_DAY);
        review();
        assertThat(row(POLICE).state).isEqualTo(DeliveryState.QUEUED);
        assertThat(row(REGION).sent.id()).isNotEqualTo(id);
    }

    @Test
    void where_something_else_is_stored_than_was_committed_nothing_goes_out() throws Exception {
        endsOnTheDay(POLICE);
        byte[] first = northshire.request();
        byte[] another = northshire.request();
        northshire.submit(PROBATION, first);
        northshire.submit(PROBATION, another);
        UUID id = Northshire.parsed(first).header().id();
        UUID other = Northshire.parsed(another).header().id();
        northshire.stores.originals.put(
                id, northshire.stores.original(PROBATION, other).orElseThrow());
        northshire.clock.moveTo(THE_DAY);
        review();
        assertThat(northshire.stores.forged).containsExactly(id);
        assertThat(row(POLICE).state).isEqualTo(DeliveryState.RETURNED);
        assertThat(northshire.stores.rows.values())
                .filteredOn(r -> r.parcel.recipient().equals(REGION))
                .extracting(r -> r.sent.id())
                .containsExactly(other);
    }

    @Test
    void of_several_successors_each_has_the_notices_of_its_own_teams_and_sees_what_those_sent() throws Exception {
        AgencyId another = new AgencyId("northshire-combined");
        northshire.register(another, "mailbox", Keys.of(another.value()));
        ends(
                PROBATION,
                THE_DAY,
                REGION,
                List.of(
                        goes("court-team-north", "court-officer", REGION),
                        goes("elsewhere", "court-officer", another)));
        byte[] request = northshire.request();
        northshire.submit(PROBATION, request);
        northshire.rules = new Northshire.Bent(question -> Northshire.refuse(Reason.NO_CLAUSE_APPLIES));
        northshire.pushes().round();
        northshire.clock.moveTo(THE_DAY);
        UUID notice = northshire
                .flow
                .doors()
                .list(northshire.caller(REGION))
                .notices()
                .get(0)
                .id();
        UUID id = Northshire.parsed(request).header().id();
        assertThat(northshire.flow.doors().notice(northshire.caller(REGION), notice))
                .isPresent();
        assertThat(northshire.flow.doors().status(northshire.caller(REGION), id).id())
                .isEqualTo(id);

        assertThat(northshire.flow.doors().list(northshire.caller(another)).notices())
                .isEmpty();
        assertThat(northshire.flow.doors().notice(northshire.caller(another), notice))
                .isEmpty();
        assertRefused(
                () -> northshire.flow.doors().status(northshire.caller(another), id),
                Category.NOT_FOUND,
                "status.no-such-disclosure");
    }

    private void endsOnTheDay(AgencyId id) {
        ends(
                id,
                THE_DAY,
                REGION,
                List.of(
                        goes("safeguarding-unit", "safeguarding-officer", REGION),
                        goes("mash", "mash-social-worker", REGION),
                        goes("court-team-north", "court-officer", REGION)));
    }

    private void ends(AgencyId id, String day, AgencyId successor, List<Succession.Transfer> transfers) {
        northshire.register(successor, "mailbox", Keys.of(successor.value()));
        northshire.alter(
                id,
                agency -> agency.until(Instant.parse(day))
                        .succeeded(new Succession(
                                "Test Transfer Scheme 2026", LocalDate.of(2026, 3, 1), false, transfers)));
    }

    private static Succession.Transfer goes(String team, String role, AgencyId to) {
        return new Succession.Transfer(new TeamId(team), Set.of(new Role(role)), to, TEAM);
    }

    private byte[] answer(Disclosure request) throws Exception {
        String draft = Northshire.draft("answer.xml")
                .replace("CONVERSATION", request.header().conversation().id().toString())
                .replace("REQUEST", request.header().id().toString())
                .replace("RECIPIENT", PROBATION.value())
                .replace(POLICE.value(), REGION.value());
        return northshire.sign(draft, Keys.of(REGION.value()).signing());
    }

    private void review() {
        northshire.flow.reviews().round();
    }

    private MemoryStores.Row row(AgencyId recipient) {
        return northshire.stores.only(recipient);
    }

    private Notice only(Notice.About about) {
        assertThat(northshire.stores.notices).extracting(Notice::about).containsExactly(about);
        return northshire.stores.notices.get(0);
    }

    private List<String> codes() {
        return northshire.stores.entries.stream()
                .flatMap(entry -> entry.says("code").stream())
                .toList();
    }
}
