package org.concordat.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.concordat.routes.Northshire.CHILDREN;
import static org.concordat.routes.Northshire.POLICE;
import static org.concordat.routes.Northshire.PROBATION;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.concordat.protection.consent.Consent;
import org.concordat.protection.decision.Circumstances;
import org.concordat.protection.decision.ClauseId;
import org.concordat.protection.decision.Decision;
import org.concordat.protection.decision.Decision.Reason;
import org.concordat.protection.decision.Item;
import org.concordat.protection.key.Verdict;
import org.concordat.protection.ledger.Entry;
import org.concordat.protection.receipt.Receipt;
import org.concordat.protection.receipt.Statement;
import org.concordat.protection.receipt.StatementVerifier;
import org.concordat.routes.delivery.Pushes;
import org.concordat.routes.hop.DeliveryState;
import org.concordat.routes.hop.HopRefused;
import org.concordat.routes.hop.HopRefused.Category;
import org.concordat.routes.hop.Notice;
import org.concordat.routes.hop.Statements;
import org.concordat.schemas.disclosure.Disclosure;
import org.concordat.schemas.disclosure.PartId;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Purpose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens to a committed disclosure: decided anew when it leaves, delivered at least once, never dropped. */
class DeliveryTest extends AtNorthshire {
    private Disclosure request;
    private Pushes pushes;

    @BeforeEach
    void commit() throws Exception {
        pushes = northshire.pushes();
        byte[] document = northshire.request();
        northshire.submit(PROBATION, document);
        request = Northshire.parsed(document);
    }

    @Test
    void evidence_of_the_release_is_there_before_the_partner_has_it() {
        round();
        assertThat(northshire.partner.taken)
                .containsExactly(row(CHILDREN).parcel.delivery());
        assertThat(disclosed()).hasSize(1);
        assertThat(row(CHILDREN).state).isEqualTo(DeliveryState.RECEIVED);
    }

    @Test
    void a_push_that_fails_is_made_again_later_under_the_same_id() {
        northshire.partner.down = true;
        round();
        assertThat(row(CHILDREN).state).isEqualTo(DeliveryState.RELEASED);
        assertThat(row(CHILDREN).due)
                .isBetween(
                        northshire.clock.instant().plusSeconds(5),
                        northshire.clock.instant().plusSeconds(10));

        northshire.partner.down = false;
        round();
        assertThat(northshire.partner.taken).isEmpty();
        northshire.clock.moveTo("2026-03-02T09:15:11Z");
        round();
        assertThat(northshire.partner.taken)
                .containsExactly(row(CHILDREN).parcel.delivery());
        assertThat(disclosed()).hasSize(2);
    }

    @Test
    void an_agreement_that_ended_meanwhile_stops_the_push_and_the_sender_is_told() throws Exception {
        northshire.rules = new Northshire.Bent(question -> Northshire.refuse(Reason.NO_CLAUSE_APPLIES));
        round();

        assertThat(northshire.partner.taken).isEmpty();
        assertThat(disclosed()).isEmpty();
        assertThat(row(CHILDREN).state).isEqualTo(DeliveryState.RETURNED);
        Notice notice = northshire.stores.notices.get(0);
        assertThat(notice.to()).isEqualTo(PROBATION);
        assertThat(notice.regarding()).isEqualTo(request.header().id());
        Statement.Notified said = new StatementVerifier(
                        Statements.GATEWAY, List.of(Keys.of("gateway").signing().certificate()))
                .verify(new Receipt(notice.jws()), Statement.Notified.class);
        assertThat(said.about()).isEqualTo("returned");
        assertThat(said.sentence()).contains("northshire-children");
    }

    @Test
    void what_rests_on_a_consent_is_decided_anew_when_that_expires() throws Exception {
        Instant expires = northshire.clock.instant().plusSeconds(3600);
        Consent consent = new Consent(
                UUID.fromString("0197f0e0-0000-4000-8000-000000000001"),
                1,
                PROBATION,
                Consent.State.GIVEN,
                Set.of("somebody"),
                Set.of(new Purpose("resettlement")),
                Set.of(org.concordat.schemas.label.Category.IDENTITY),
                Set.of(POLICE),
                Instant.EPOCH,
                Optional.of(expires));
        northshire.stores.onRecord = new Circumstances(List.of(consent), Optional.empty(), List.of());
        northshire.rules = new Northshire.Bent(question -> consent.at(question.at()) == Consent.State.GIVEN
                ? new Decision.Permit(
                        List.of(ClauseId.consent(consent.id())),
                        question.items().stream().map(Item::part).collect(Collectors.toSet()),
                        List.of(),
                        List.of())
                : Northshire.refuse(Reason.CONSENT_MISSING));
        northshire.stores.rows.clear();
        northshire.submit(PROBATION, northshire.request());
        assertThat(row(POLICE).parcel.reviewAt()).contains(expires);
        northshire.flow.reviews().round();
        assertThat(row(POLICE).attempt).isZero();

        northshire.clock.moveTo(expires.toString());
        northshire.flow.reviews().round();

        assertThat(row(POLICE).state).isEqualTo(DeliveryState.RETURNED);
        assertThat(northshire.stores.notices).extracting(Notice::about).contains(Notice.About.RETURNED);
    }

    @Test
    void less_than_was_sealed_is_not_enough() {
        PartId one = request.sections().get(0).id();
        northshire.rules = new Northshire.Bent(question ->
                new Decision.Permit(List.of(new ClauseId("test@2/less")), Set.of(one), List.of(), List.of()));
        round();
        assertThat(northshire.partner.taken).isEmpty();
        assertThat(row(CHILDREN).state).isEqualTo(DeliveryState.RETURNED);
    }

    @Test
    void a_recipient_with_another_key_does_not_get_what_was_sealed_to_the_old_one() {
        northshire.register(CHILDREN, "rest", Keys.fresh("children renewed"));
        round();
        assertThat(northshire.partner.taken).isEmpty();
        assertThat(row(CHILDREN).state).isEqualTo(DeliveryState.RETURNED);
    }

    @Test
    void an_agency_that_ended_gets_nothing_any_more() {
        northshire.alter(CHILDREN, agency -> agency.until(northshire.clock.instant()));
        round();
        assertThat(northshire.partner.taken).isEmpty();
        assertThat(row(CHILDREN).state).isEqualTo(DeliveryState.RETURNED);
    }

    @Test
    void what_was_signed_with_a_key_that_was_stolen_since_does_not_leave() {
        northshire.verdicts.put(Keys.of("nps-north-east").signing().certificate(), Verdict.REVOKED);
        round();
        assertThat(northshire.partner.taken).isEmpty();
        assertThat(row(CHILDREN).state).isEqualTo(DeliveryState.RETURNED);
    }

    @Test
    void a_signature_outlives_the_certificate_that_it_was_made_under() {
        northshire.verdicts.put(Keys.of("nps-north-east").signing().certificate(), Verdict.EXPIRED);
        round();
        assertThat(northshire.partner.taken).hasSize(1);
    }

    @Test
    void a_status_that_cannot_be_learned_returns_nothing_and_is_asked_again() {
        var certificate = Keys.of("northshire-children").encryption().certificate();
        northshire.verdicts.put(certificate, Verdict.STATUS_UNKNOWN);
        round();
        assertThat(northshire.partner.taken).isEmpty();
        assertThat(row(CHILDREN).state).isEqualTo(DeliveryState.QUEUED);

        northshire.verdicts.remove(certificate);
        northshire.clock.moveTo("2026-03-02T09:15:11Z");
        round();
        assertThat(northshire.partner.taken).hasSize(1);
    }

    @Test
    void a_release_that_cannot_be_recorded_does_not_happen() throws Exception {
        northshire.stores.away = true;
        HopRefused refused = catchThrowableOfType(
                HopRefused.class,
                () -> northshire.flow.deliveryRoute("rest").carry(row(CHILDREN).delivery()));
        assertThat(refused.category()).isEqualTo(Category.RETRY_LATER);
        assertThat(northshire.partner.taken).isEmpty();
    }

    @Test
    void a_signed_answer_that_speaks_of_other_bytes_confirms_nothing() {
        northshire.partner.statement =
                Optional.of(receipt(CHILDREN, row(CHILDREN).parcel.delivery(), new byte[] {1}));
        round();
        assertThat(row(CHILDREN).state).isEqualTo(DeliveryState.DELIVERED);
    }

    @Test
    void collecting_is_decided_anew_each_time_and_harmless() throws Exception {
        UUID delivery = row(POLICE).parcel.delivery();
        assertThat(collect(delivery)).isEqualTo(row(POLICE).parcel.content());
        assertThat(collect(delivery)).isEqualTo(row(POLICE).parcel.content());
        assertThat(disclosed()).hasSize(2);

        northshire.rules = new Northshire.Bent(question -> Northshire.refuse(Reason.NO_CLAUSE_APPLIES));
        assertThat(refusedCollection(POLICE, delivery).category()).isEqualTo(Category.NOT_FOUND);
        assertThat(row(POLICE).state).isEqualTo(DeliveryState.DELIVERED);
        assertThat(northshire.stores.notices).isEmpty();
    }

    @Test
    void what_is_not_the_callers_what_was_returned_and_what_never_was_look_the_same() {
        UUID delivery = row(POLICE).parcel.delivery();
        HopRefused never = refusedCollection(POLICE, UUID.fromString("00000000-0000-4000-8000-000000000000"));
        HopRefused others = refusedCollection(CHILDREN, delivery);
        northshire.rules = new Northshire.Bent(question -> Northshire.refuse(Reason.NO_CLAUSE_APPLIES));
        HopRefused returned = refusedCollection(POLICE, delivery);

        assertThat(List.of(others, returned)).allSatisfy(refused -> {
            assertThat(refused.code()).isEqualTo(never.code());
            assertThat(refused.sentence()).isEqualTo(never.sentence());
            assertThat(refused.category()).isEqualTo(never.category());
        });
    }

    @Test
    void received_and_read_by_are_told_apart() throws Exception {
        var mailbox = northshire.flow.doors();
        UUID delivery = row(POLICE).parcel.delivery();
        String receipt = receipt(POLICE, delivery);
        HopRefused early = catchThrowableOfType(
                HopRefused.class, () -> mailbox.receive(northshire.caller(POLICE), delivery, receipt));
        assertThat(early.code()).isEqualTo("acknowledge.not-collected");

        collect(delivery);
        mailbox.receive(northshire.caller(POLICE), delivery, receipt);
        mailbox.receive(northshire.caller(POLICE), delivery, receipt);

        assertThat(row(POLICE).state).isEqualTo(DeliveryState.RECEIVED);
        assertThat(row(POLICE).readBy).isEmpty();
        assertThat(mailbox.list(northshire.caller(POLICE)).deliveries()).isEmpty();
    }

    @Test
    void a_receipt_by_someone_else_is_none() throws Exception {
        UUID delivery = row(POLICE).parcel.delivery();
        collect(delivery);
        HopRefused refused = catchThrowableOfType(
                HopRefused.class,
                () -> northshire
                        .flow
                        .doors()
                        .receive(northshire.caller(POLICE), delivery, receipt(CHILDREN, delivery)));
        assertThat(refused.code()).isEqualTo("acknowledge.receipt-not-valid");
        assertThat(row(POLICE).state).isEqualTo(DeliveryState.DELIVERED);
    }

    @Test
    void at_the_hearing_the_sender_is_told_once_who_has_not_answered() throws Exception {
        northshire.submit(POLICE, northshire.answer(request, PROBATION));
        northshire.clock.moveTo("2026-03-02T13:59:59Z");
        northshire.tick();
        assertThat(northshire.stores.notices).isEmpty();

        northshire.clock.moveTo("2026-03-02T14:00:00Z");
        northshire.tick();
        northshire.tick();

        assertThat(northshire.stores.notices).hasSize(1);
        Statement.Notified said = new StatementVerifier(
                        Statements.GATEWAY, List.of(Keys.of("gateway").signing().certificate()))
                .verify(new Receipt(northshire.stores.notices.get(0).jws()), Statement.Notified.class);
        assertThat(said.sentence()).isEqualTo("checks outstanding: northshire-children");
    }

    @Test
    void a_copy_that_is_not_the_committed_one_is_not_released() throws Exception {
        northshire.stores.exchanged = true;
        assertThat(refusedCollection(POLICE, row(POLICE).parcel.delivery()).category())
                .isEqualTo(Category.NOT_FOUND);
        assertThat(disclosed()).isEmpty();
        assertThat(row(POLICE).state).isEqualTo(DeliveryState.QUEUED);
    }

    @Test
    void a_receipt_by_a_certificate_of_which_nothing_can_be_learned_is_asked_for_again() {
        UUID delivery = row(CHILDREN).parcel.delivery();
        var certificate = Keys.of("northshire-children").signing().certificate();
        northshire.partner.statement = Optional.of(receipt(CHILDREN, delivery));
        northshire.verdicts.put(certificate, Verdict.STATUS_UNKNOWN);
        round();
        assertThat(row(CHILDREN).state).isEqualTo(DeliveryState.RELEASED);

        northshire.verdicts.remove(certificate);
        northshire.clock.moveTo("2026-03-02T10:09:59Z");
        round();
        assertThat(row(CHILDREN).state).isEqualTo(DeliveryState.RECEIVED);
    }

    @Test
    void what_there_is_no_room_for_is_not_released_and_waits() throws Exception {
        UUID delivery = row(POLICE).parcel.delivery();
        HopRefused busy = catchThrowableOfType(
                HopRefused.class,
                () -> northshire.flow.doors().collect(northshire.caller(POLICE), delivery, bytes -> false));
        assertThat(busy.code()).isEqualTo("deliver.busy");
        assertThat(busy.category()).isEqualTo(Category.RETRY_LATER);
        assertThat(disclosed()).isEmpty();
        assertThat(collect(delivery)).isEqualTo(row(POLICE).parcel.content());
    }

    private void round() {
        pushes.round();
    }

    private MemoryStores.Row row(AgencyId recipient) {
        return northshire.stores.only(recipient);
    }

    private Object collect(UUID delivery) throws HopRefused {
        return northshire
                .flow
                .doors()
                .collect(northshire.caller(POLICE), delivery, bytes -> true)
                .content();
    }

    private HopRefused refusedCollection(AgencyId by, UUID delivery) {
        return catchThrowableOfType(
                HopRefused.class,
                () -> northshire.flow.doors().collect(northshire.caller(by), delivery, bytes -> true));
    }

    private List<Entry> disclosed() {
        return northshire.stores.entries.stream()
                .filter(entry ->
                        new String(entry.toByteArray(), StandardCharsets.UTF_8).contains("\"verb\":\"DISCLOSED\""))
                .toList();
    }
}
