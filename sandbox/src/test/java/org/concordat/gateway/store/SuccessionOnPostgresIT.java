package org.concordat.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.concordat.gateway.store.Rows.IDS;
import static org.concordat.gateway.store.Rows.MORNING;
import static org.concordat.gateway.store.Rows.POLICE;
import static org.concordat.gateway.store.Rows.PROBATION;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.concordat.protection.agency.Desk;
import org.concordat.protection.consent.Consent;
import org.concordat.protection.consent.Consent.State;
import org.concordat.routes.consent.Consents.Left;
import org.concordat.routes.delivery.DisclosureStatus;
import org.concordat.routes.delivery.DisclosureStatus.Answer;
import org.concordat.routes.hop.Commitment;
import org.concordat.routes.hop.Commitment.Parcel;
import org.concordat.routes.hop.Deliveries.Judged;
import org.concordat.routes.hop.Delivery;
import org.concordat.routes.hop.Notice;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.TeamId;
import org.junit.jupiter.api.Test;

/** Questions, answers and deliveries of agencies that were succeeded, on a real PostgreSQL. */
class SuccessionOnPostgresIT extends RecordsOnPostgres {
    private static final AgencyId SUCCESSOR = new AgencyId("nps-england-and-wales");
    private static final AgencyId ANOTHER_SUCCESSOR = new AgencyId("nps-wales");

    private final Commitment request = Rows.request(IDS.random(), "mailbox");

    @Test
    void an_answer_to_the_askers_successor_that_is_given_back_leaves_the_question_open() {
        stores.commitments().commit(request);
        Commitment answer = answerTo(SUCCESSOR, Set.of(SUCCESSOR, PROBATION));
        stores.commitments().commit(answer);
        assertThat(answered()).isEqualTo(Answer.ANSWERED);
        givesBack(SUCCESSOR, answer, Optional.empty());
        assertThat(answered()).isEqualTo(Answer.NOT_YET_ANSWERED);
    }

    @Test
    void another_agencys_disclosure_of_the_same_id_that_is_given_back_opens_no_question() {
        stores.commitments().commit(request);
        Commitment answer = answerTo(PROBATION, Set.of(PROBATION));
        stores.commitments().commit(answer);
        Commitment same = Rows.request(answer.sent().id(), IDS.random(), "mailbox");
        stores.commitments().commit(same);
        givesBack(POLICE, same, Optional.empty());
        assertThat(answered()).isEqualTo(Answer.ANSWERED);
    }

    @Test
    void of_two_who_asked_under_the_same_id_the_question_opens_for_whom_the_answer_came_back_from() {
        stores.commitments().commit(request);
        AgencyId other = new AgencyId("another-asker");
        stores.commitments().commit(from(other, request));
        Commitment answer = with(
                Rows.answer(request),
                List.of(Rows.parcel(PROBATION, "mailbox"), Rows.parcel(other, "mailbox")),
                Set.of(POLICE),
                Set.of(PROBATION, other));
        stores.commitments().commit(answer);
        givesBack(other, answer, Optional.empty());
        assertThat(answered()).isEqualTo(Answer.ANSWERED);
        givesBack(PROBATION, answer, Optional.empty());
        assertThat(answered()).isEqualTo(Answer.NOT_YET_ANSWERED);
    }

    @Test
    void a_question_opens_when_the_last_copy_of_its_answer_came_back() {
        stores.commitments().commit(request);
        Commitment answer = with(
                Rows.answer(request),
                List.of(Rows.parcel(SUCCESSOR, "mailbox"), Rows.parcel(ANOTHER_SUCCESSOR, "mailbox")),
                Set.of(POLICE),
                Set.of(SUCCESSOR, ANOTHER_SUCCESSOR, PROBATION));
        stores.commitments().commit(answer);
        givesBack(SUCCESSOR, answer, Optional.empty());
        assertThat(answered()).isEqualTo(Answer.ANSWERED);
        givesBack(ANOTHER_SUCCESSOR, answer, Optional.empty());
        assertThat(answered()).isEqualTo(Answer.NOT_YET_ANSWERED);
    }

    @Test
    void a_row_that_somebody_wrote_keeps_nothing_from_the_successor() {
        stores.commitments().commit(request);
        Commitment onward = with(request, Rows.parcel(SUCCESSOR, "mailbox"), Set.of(), Set.of());
        UUID forged = IDS.random();
        sql.sql("""
                        insert into delivery select made.* from delivery d, jsonb_populate_record(d,
                            jsonb_build_object('id', cast(? as text), 'recipient', ?, 'place', 99)) made where d.id = ?
                        """)
                .params(
                        forged.toString(),
                        SUCCESSOR.value(),
                        request.parcels().get(0).delivery())
                .update();
        givesBack(POLICE, request, Optional.of(onward));
        assertThat(of(SUCCESSOR, onward)).isPresent();
        assertThat(forged("delivery", forged)).isOne();
    }

    @Test
    void an_answer_that_goes_on_to_the_askers_successor_answers_the_question_still() {
        stores.commitments().commit(request);
        Commitment answer = answerTo(PROBATION, Set.of(PROBATION));
        stores.commitments().commit(answer);
        Commitment onward =
                with(answer, Rows.parcel(SUCCESSOR, "mailbox"), answer.answers().by(), Set.of(SUCCESSOR, PROBATION));
        givesBack(PROBATION, answer, Optional.of(onward));
        assertThat(answered()).isEqualTo(Answer.ANSWERED);
        assertThat(of(SUCCESSOR, onward)).isPresent();
    }

    @Test
    void what_its_successor_has_already_does_not_come_to_it_a_second_time() {
        stores.commitments().commit(request);
        Commitment first = with(request, Rows.parcel(SUCCESSOR, "mailbox"), Set.of(), Set.of());
        Commitment second = with(request, Rows.parcel(SUCCESSOR, "mailbox"), Set.of(), Set.of());
        givesBack(POLICE, request, Optional.of(first));
        givesBack(Rows.CHILDREN, request, Optional.of(second));
        assertThat(of(SUCCESSOR, first)).isPresent();
        assertThat(of(SUCCESSOR, second)).isEmpty();
        assertThat(status().recipients())
                .filteredOn(to -> to.agency().equals(SUCCESSOR))
                .hasSize(1);
    }

    @Test
    void notices_to_the_teams_that_it_has_are_found_behind_ever_so_many_to_others() {
        AgencyId ended = new AgencyId("ended-" + IDS.random());
        Notice its = notice(ended, "its-team", MORNING.minusSeconds(1));
        stores.notices().insertOnce(its);
        for (int i = 0; i < 3; i++) {
            stores.notices().insertOnce(notice(ended, "another", MORNING));
        }
        assertThat(stores.mailboxes()
                        .of(ended, new TeamId("its-team")::equals, 2)
                        .notices())
                .containsExactly(its);
    }

    @Test
    void a_recall_is_never_behind_what_else_there_is() {
        AgencyId agency = new AgencyId("recalled-" + IDS.random());
        Notice recall = Rows.notice(agency, Notice.About.RECALLED, IDS.random());
        stores.notices().insertOnce(recall);
        for (int i = 1; i < 4; i++) {
            stores.notices().insertOnce(notice(agency, "team", MORNING.plusSeconds(i)));
        }
        assertThat(stores.mailboxes().of(agency, team -> true, 2).notices())
                .hasSize(2)
                .startsWith(recall);
    }

    @Test
    void a_no_to_an_agency_that_ended_recalls_what_its_successor_has() {
        Consent given = put(consent(1, PROBATION, State.GIVEN));
        UUID delivery = queued(given);
        sql.sql("update delivery set state = 'delivered' where id = ?")
                .param(delivery)
                .update();
        Consent no = new Consent(
                IDS.random(),
                1,
                POLICE,
                State.REFUSED,
                given.subjects(),
                given.purposes(),
                given.categories(),
                Set.of(POLICE),
                MORNING,
                Optional.empty());
        List<Left> recalled = new ArrayList<>();
        assertThat(put(no, Set.of(POLICE, Rows.CHILDREN), recalled)).isTrue();
        assertThat(recalled).extracting(Left::delivery).containsExactly(delivery);
    }

    private static Notice notice(AgencyId to, String team, Instant at) {
        return new Notice(
                IDS.timed(),
                to,
                Desk.TEAM,
                new TeamId(team),
                Notice.About.HELD,
                IDS.random(),
                at,
                Optional.empty(),
                "a.b.c");
    }

    private Answer answered() {
        return status().recipients().stream()
                .filter(to -> to.agency().equals(POLICE))
                .findFirst()
                .orElseThrow()
                .answer();
    }

    private DisclosureStatus status() {
        return stores.statuses()
                .find(PROBATION, team -> true, request.sent().id())
                .orElseThrow();
    }

    private Commitment answerTo(AgencyId asker, Set<AgencyId> names) {
        return with(Rows.answer(request), Rows.parcel(asker, "mailbox"), Set.of(POLICE), names);
    }

    private static void givesBack(AgencyId recipient, Commitment commitment, Optional<Commitment> onward) {
        UUID id = commitment.parcels().stream()
                .filter(parcel -> parcel.recipient().equals(recipient))
                .findFirst()
                .orElseThrow()
                .delivery();
        Delivery delivery = stores.deliveries().find(recipient, id).orElseThrow();
        assertThat(stores.deliveries()
                        .release(
                                delivery,
                                Rows.question(),
                                onRecord -> new Judged.GoesBack(MORNING, Rows.entry(), List.of(), onward)))
                .isPresent();
    }

    private static Optional<Delivery> of(AgencyId recipient, Commitment commitment) {
        return stores.deliveries().find(recipient, commitment.parcels().get(0).delivery());
    }

    private static Commitment from(AgencyId sender, Commitment of) {
        Commitment.Sent sent = of.sent();
        return new Commitment(
                new Commitment.Sent(
                        sender,
                        sent.team(),
                        sent.id(),
                        sent.kind(),
                        sent.conversation(),
                        sent.inReplyTo(),
                        sent.actor(),
                        sent.committed(),
                        sent.respondBy(),
                        sent.overtakes(),
                        sent.digest()),
                of.original(),
                of.receipt(),
                List.of(Rows.parcel(POLICE, "mailbox")),
                List.of(),
                List.of(Rows.entry()),
                of.consents(),
                of.allocations(),
                List.of(),
                of.answers());
    }

    private static Commitment with(Commitment of, Parcel parcel, Set<AgencyId> by, Set<AgencyId> to) {
        return with(of, List.of(parcel), by, to);
    }

    private static Commitment with(Commitment of, List<Parcel> parcels, Set<AgencyId> by, Set<AgencyId> to) {
        return new Commitment(
                of.sent(),
                of.original(),
                of.receipt(),
                parcels,
                List.of(),
                List.of(Rows.entry()),
                of.consents(),
                of.allocations(),
                List.of(),
                new Commitment.Answers(by, to));
    }
}
