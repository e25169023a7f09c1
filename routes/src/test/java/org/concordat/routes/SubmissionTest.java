package org.concordat.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.concordat.routes.Northshire.CHILDREN;
import static org.concordat.routes.Northshire.POLICE;
import static org.concordat.routes.Northshire.PROBATION;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.concordat.protection.decision.Decision.Reason;
import org.concordat.protection.decision.Item;
import org.concordat.protection.envelope.Opener;
import org.concordat.protection.key.AgencyKeys;
import org.concordat.protection.key.Verdict;
import org.concordat.protection.receipt.Receipt;
import org.concordat.protection.receipt.Statement;
import org.concordat.protection.receipt.StatementVerifier;
import org.concordat.routes.hop.HopRefused;
import org.concordat.routes.hop.HopRefused.Category;
import org.concordat.routes.hop.Statements;
import org.concordat.schemas.disclosure.Disclosure;
import org.concordat.schemas.disclosure.Finding;
import org.concordat.schemas.disclosure.Header;
import org.concordat.schemas.signature.DisclosureVerifier;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Role;
import org.concordat.schemas.terminology.TeamId;
import org.junit.jupiter.api.Test;

/** What the hops of a submission take together, what leaves them, and what they refuse and how. */
class SubmissionTest extends AtNorthshire {
    @Test
    void the_receipt_names_the_deliveries_and_is_the_gateways() throws Exception {
        byte[] request = northshire.request();

        Statement.Committed committed = read(northshire.submit(PROBATION, request));

        assertThat(committed.disclosure())
                .isEqualTo(Northshire.parsed(request).header().id());
        assertThat(committed.deliveries())
                .extracting(Statement.Promised::agency)
                .containsExactly(POLICE, CHILDREN);
        assertThat(northshire.stores.entries).hasSize(2);
    }

    @Test
    void each_copy_opens_with_its_recipients_key_and_both_signatures_hold() throws Exception {
        northshire.submit(PROBATION, northshire.request());

        AgencyKeys police = Keys.of("northshire-police");
        byte[] opened = new Opener(
                        police.encryption().privateKey(), police.encryption().certificate())
                .open(northshire.stores.only(POLICE).parcel.content());
        Disclosure released = Northshire.parsed(opened);

        new DisclosureVerifier()
                .verifyReleased(
                        released,
                        Keys.of("nps-north-east").signing().certificate(),
                        Keys.of("gateway").signing().certificate());
        assertThat(released.release().orElseThrow().decision())
                .isEqualTo(northshire.stores.only(POLICE).parcel.decision());
        assertThat(northshire.stores.entries)
                .extracting(entry -> entry.id())
                .contains(released.release().orElseThrow().entry());
        assertThat(released.recipients()).extracting(r -> r.agency()).containsExactly(POLICE);
    }

    @Test
    void one_refused_recipient_does_not_stop_the_others() throws Exception {
        northshire.rules = new Northshire.Bent(
                question -> question.to().agency().equals(POLICE)
                        ? Northshire.refuse(Reason.POWER_DOES_NOT_FIT)
                        : Northshire.permitAll(question));

        Statement.Committed committed = read(northshire.submit(PROBATION, northshire.request()));

        assertThat(committed.deliveries())
                .extracting(Statement.Promised::agency)
                .containsExactly(CHILDREN);
        assertThat(committed.notAsked()).hasSize(1);
        assertThat(committed.notAsked().get(0).code()).isEqualTo("clear.power-does-not-fit");
        assertThat(committed.notAsked().get(0).because()).isEqualTo("The test's rule forbids it.");
        assertThat(northshire.stores.rows).hasSize(1);
        assertThat(northshire.stores.entries).hasSize(2);
    }

    @Test
    void when_all_recipients_are_refused_each_is_explained_and_recorded() throws Exception {
        northshire.rules = new Northshire.Bent(question -> Northshire.refuse(Reason.NO_CLAUSE_APPLIES));
        byte[] request = northshire.request();

        HopRefused refused = assertRefused(
                () -> northshire.submit(PROBATION, request), Category.FORBIDDEN, "clear.no-clause-applies");

        assertThat(refused.findings()).extracting(Finding::code).containsOnly("clear.no-clause-applies");
        assertThat(refused.sentence()).contains("northshire-police", "northshire-children");
        assertThat(northshire.stores.entries).hasSize(2);
        assertThat(northshire.stores.commitments).isEmpty();
        assertThat(northshire.counts.times).singleElement().matches(took -> took.toNanos() > 0);
    }

    @Test
    void a_recipient_whose_certificate_is_not_valid_is_not_sealed_to() throws Exception {
        northshire.verdicts.put(Keys.of("northshire-police").encryption().certificate(), Verdict.REVOKED);

        Statement.Committed committed = read(northshire.submit(PROBATION, northshire.request()));

        assertThat(committed.notAsked())
                .extracting(Statement.NotAsked::code)
                .containsExactly("seal.certificate-revoked");
        assertThat(committed.deliveries()).hasSize(1);
    }

    @Test
    void an_answer_goes_to_the_agency_that_asked_and_to_no_other() throws Exception {
        byte[] request = northshire.request();
        Disclosure asked = Northshire.parsed(request);
        byte[] early = northshire.answer(asked, PROBATION);
        assertRefused(() -> northshire.submit(POLICE, early), Category.UNPROCESSABLE, "clear.answers-nothing");

        northshire.submit(PROBATION, request);
        byte[] astray = northshire.answer(asked, CHILDREN);
        assertRefused(() -> northshire.submit(POLICE, astray), Category.UNPROCESSABLE, "clear.answer-to-another");

        northshire.submit(POLICE, northshire.answer(asked, PROBATION));
        var status = northshire
                .flow
                .doors()
                .status(northshire.caller(PROBATION), asked.header().id());
        assertThat(status.sentence()).contains("checks outstanding: northshire-children");
    }

    @Test
    void an_answer_is_explained_as_it_would_be_taken() throws Exception {
        byte[] request = northshire.request();
        Disclosure asked = Northshire.parsed(request);
        assertRefused(() -> explain(asked, PROBATION), Category.UNPROCESSABLE, "clear.answers-nothing");

        northshire.submit(PROBATION, request);

        assertRefused(() -> explain(asked, CHILDREN), Category.UNPROCESSABLE, "clear.answer-to-another");
        assertThat(explain(asked, PROBATION).answers()).hasSize(1);
    }

    private ExplainDoor.Explained explain(Disclosure asked, AgencyId to) throws Exception {
        Header header = asked.header();
        return northshire
                .flow
                .doors()
                .explain(
                        northshire.caller(POLICE),
                        new ExplainDoor.Asked(
                                header.kind(),
                                List.of(new ExplainDoor.To(
                                        to,
                                        new TeamId("court-team-north"),
                                        new Role("court-officer"),
                                        Optional.empty())),
                                header.purpose(),
                                header.basis().power(),
                                Set.of(),
                                Optional.of(new Header.Conversation(
                                        header.conversation().id(), Optional.of(header.id()))),
                                asked.sections().stream()
                                        .map(section -> new Item(
                                                section.id(),
                                                Optional.empty(),
                                                section.type(),
                                                section.label(),
                                                Optional.empty()))
                                        .toList()));
    }

    @Test
    void without_a_ledger_nothing_leaves_and_the_caller_is_told_to_retry() throws Exception {
        byte[] request = northshire.request();
        northshire.stores.away = true;

        HopRefused refused = catchThrowableOfType(HopRefused.class, () -> northshire.submit(PROBATION, request));

        assertThat(refused.category()).isEqualTo(Category.RETRY_LATER);
        northshire.stores.away = false;
        assertThat(northshire.stores.rows).isEmpty();
        assertThat(northshire.counts.times).isNotEmpty().allMatch(took -> took.toNanos() > 0);
        northshire.submit(PROBATION, request);
    }

    @Test
    void a_refusal_that_cannot_be_recorded_is_not_given() {
        northshire.stores.away = true;
        HopRefused refused = catchThrowableOfType(
                HopRefused.class, () -> northshire.submit(PROBATION, new byte[10 * 1024 * 1024 + 1]));
        assertThat(refused.category()).isEqualTo(Category.RETRY_LATER);
    }

    @Test
    void somebody_elses_status_is_absent() throws Exception {
        byte[] request = northshire.request();
        northshire.submit(PROBATION, request);
        var id = Northshire.parsed(request).header().id();
        HopRefused refused = catchThrowableOfType(
                HopRefused.class, () -> northshire.flow.doors().status(northshire.caller(POLICE), id));
        assertThat(refused.category()).isEqualTo(Category.NOT_FOUND);
    }

    private static Statement.Committed read(Receipt receipt) throws Exception {
        return new StatementVerifier(
                        Statements.GATEWAY, List.of(Keys.of("gateway").signing().certificate()))
                .verify(receipt, Statement.Committed.class);
    }
}
