package org.concordat.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.concordat.routes.Northshire.CHILDREN;
import static org.concordat.routes.Northshire.POLICE;
import static org.concordat.routes.Northshire.PROBATION;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.decision.Decision.Reason;
import org.concordat.protection.envelope.Opener;
import org.concordat.protection.envelope.Sealer;
import org.concordat.protection.key.AgencyKeys;
import org.concordat.protection.key.Verdict;
import org.concordat.protection.receipt.Receipt;
import org.concordat.protection.receipt.Statement;
import org.concordat.protection.receipt.StatementVerifier;
import org.concordat.routes.hop.Caller;
import org.concordat.routes.hop.HopRefused;
import org.concordat.routes.hop.HopRefused.Category;
import org.concordat.routes.hop.Statements;
import org.concordat.routes.hop.Submission;
import org.concordat.schemas.disclosure.Disclosure;
import org.concordat.schemas.disclosure.Finding;
import org.concordat.schemas.signature.DisclosureVerifier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the hops of a submission take, and what they refuse and how. */
class SubmissionTest {
    private Northshire northshire;

    @BeforeEach
    void open() throws Exception {
        northshire = new Northshire();
    }

    @AfterEach
    void close() {
        northshire.close();
    }

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

        AgencyKeys police = Northshire.keys("northshire-police");
        byte[] opened = new Opener(
                        police.encryption().privateKey(), police.encryption().certificate())
                .open(northshire.stores.only(POLICE).parcel.content());
        Disclosure released = Northshire.parsed(opened);

        new DisclosureVerifier()
                .verifyReleased(
                        released,
                        Northshire.keys("nps-north-east").signing().certificate(),
                        Northshire.keys("gateway").signing().certificate());
        assertThat(released.release().orElseThrow().decision())
                .isEqualTo(northshire.stores.only(POLICE).parcel.decision());
        assertThat(northshire.stores.entries)
                .extracting(entry -> entry.id())
                .contains(released.release().orElseThrow().entry());
        assertThat(released.recipients()).extracting(r -> r.agency()).containsExactly(POLICE);
    }

    @Test
    void the_same_bytes_again_get_the_same_receipt_and_commit_nothing() throws Exception {
        byte[] request = northshire.request();
        Receipt first = northshire.submit(PROBATION, request);

        northshire.clock.moveTo("2026-03-09T09:15:00Z");
        assertThat(northshire.submit(PROBATION, request)).isEqualTo(first);
        assertThat(northshire.stores.rows).hasSize(2);
    }

    @Test
    void other_bytes_under_the_same_id_are_refused() throws Exception {
        byte[] request = northshire.request();
        northshire.submit(PROBATION, request);
        String same = Northshire.parsed(request).header().id().toString();
        byte[] other = northshire.sign(
                Northshire.draft("request.xml").replace("<Header kind", "<Header id=\"_" + same + "\" kind"),
                Northshire.keys("nps-north-east").signing());

        assertRefused(() -> northshire.submit(PROBATION, other), Category.CONFLICT, "admit.id-reused");
    }

    @Test
    void another_agencys_bytes_are_refused() throws Exception {
        byte[] request = northshire.request();
        assertRefused(() -> northshire.submit(POLICE, request), Category.FORBIDDEN, "admit.sender-mismatch");
    }

    @Test
    void token_and_certificate_of_two_agencies_are_refused() throws Exception {
        Caller mixed =
                new Caller(PROBATION, Northshire.keys("northshire-police").tls().certificate(), "client");
        byte[] request = northshire.request();
        assertRefused(
                () -> northshire
                        .flow
                        .doors()
                        .submit(new Submission(mixed, Submission.Form.XML, request, bytes -> true)),
                Category.FORBIDDEN,
                "admit.agency-mismatch");
    }

    @Test
    void a_certificate_of_nobody_is_refused() throws Exception {
        Caller nobody = new Caller(PROBATION, Northshire.keys("nobody").tls().certificate(), "client");
        byte[] request = northshire.request();
        assertRefused(
                () -> northshire
                        .flow
                        .doors()
                        .submit(new Submission(nobody, Submission.Form.XML, request, bytes -> true)),
                Category.FORBIDDEN,
                "admit.unknown-agency");
    }

    @Test
    void a_revoked_certificate_is_refused_and_an_unknown_status_is_no_refusal() throws Exception {
        byte[] request = northshire.request();
        var tls = Northshire.keys("nps-north-east").tls().certificate();
        var signing = Northshire.keys("nps-north-east").signing().certificate();

        northshire.verdicts.put(tls, Verdict.REVOKED);
        assertRefused(() -> northshire.submit(PROBATION, request), Category.FORBIDDEN, "admit.certificate-revoked");
        northshire.verdicts.put(tls, Verdict.STATUS_UNKNOWN);
        int entries = northshire.stores.entries.size();
        assertRefused(
                () -> northshire.submit(PROBATION, request), Category.RETRY_LATER, "admit.certificate-status-unknown");
        assertThat(northshire.stores.entries).hasSize(entries);
        northshire.verdicts.remove(tls);
        northshire.verdicts.put(signing, Verdict.EXPIRED);
        assertRefused(() -> northshire.submit(PROBATION, request), Category.FORBIDDEN, "check.certificate-expired");
    }

    @Test
    void an_agency_that_is_not_in_force_is_refused() throws Exception {
        Agency probation = northshire.agencies.get(PROBATION);
        northshire.agencies.put(PROBATION, endedAt(probation, northshire.clock.instant()));
        byte[] request = northshire.request();
        assertRefused(() -> northshire.submit(PROBATION, request), Category.FORBIDDEN, "admit.agency-not-in-force");
    }

    @Test
    void what_is_marked_above_the_ceiling_is_set_aside_unread() throws Exception {
        byte[] secret = new String(northshire.request(), StandardCharsets.UTF_8)
                .replace("OFFICIAL-SENSITIVE", "SECRET")
                .getBytes(StandardCharsets.UTF_8);

        assertRefused(() -> northshire.submit(PROBATION, secret), Category.FORBIDDEN, "admit.above-marking");

        var aside = northshire.stores.quarantined.values().iterator().next();
        AgencyKeys officer = Northshire.keys("officer");
        assertThat(new Opener(
                                officer.encryption().privateKey(),
                                officer.encryption().certificate())
                        .open(aside.content()))
                .isEqualTo(secret);
        assertThat(northshire.counts.told).doesNotContain("check");
    }

    @Test
    void an_agency_that_has_enough_set_aside_fills_no_disk_with_more() throws Exception {
        byte[] secret = new String(northshire.request(), StandardCharsets.UTF_8)
                .replace("OFFICIAL-SENSITIVE", "SECRET")
                .getBytes(StandardCharsets.UTF_8);
        northshire.stores.quarantineFull = true;
        assertRefused(() -> northshire.submit(PROBATION, secret), Category.FORBIDDEN, "admit.quarantine-full");
        assertThat(northshire.stores.quarantined).isEmpty();
    }

    @Test
    void a_changed_byte_breaks_the_signature() throws Exception {
        byte[] tampered = new String(northshire.request(), StandardCharsets.UTF_8)
                .replace("Common assault", "Uncommon asslt")
                .getBytes(StandardCharsets.UTF_8);
        assertRefused(() -> northshire.submit(PROBATION, tampered), Category.INVALID, "check.signature");
    }

    @Test
    void a_released_copy_is_no_submission() throws Exception {
        String whole = new String(northshire.request(), StandardCharsets.UTF_8);
        String signature = whole.substring(whole.indexOf("<ds:Signature"), whole.indexOf("</Disclosure>"));
        String release = "<Release decision=\"00000000-0000-4000-8000-000000000001\" configuration=\"" + "0".repeat(64)
                + "\" entry=\"00000000-0000-4000-8000-000000000002\" at=\"2026-03-02T09:10:00Z\"><Notice>This copy may"
                + " not be everything that the sender holds or sent.</Notice></Release>";
        byte[] wrapped = whole.replace("</Disclosure>", release + signature + "</Disclosure>")
                .getBytes(StandardCharsets.UTF_8);
        assertRefused(() -> northshire.submit(PROBATION, wrapped), Category.INVALID, "check.released-copy");
    }

    @Test
    void a_document_that_is_no_disclosure_is_refused_with_findings() {
        HopRefused refused = catchThrowableOfType(
                HopRefused.class, () -> northshire.submit(PROBATION, "<Letter/>".getBytes(StandardCharsets.UTF_8)));
        assertThat(refused.category()).isEqualTo(Category.INVALID);
        assertThat(refused.findings()).isNotEmpty();
    }

    @Test
    void what_is_too_large_is_not_even_peeked_at() {
        assertRefused(
                () -> northshire.submit(PROBATION, new byte[10 * 1024 * 1024 + 1]),
                Category.TOO_LARGE,
                "admit.too-large");
    }

    @Test
    void what_was_sent_long_ago_or_in_the_future_is_refused() throws Exception {
        byte[] request = northshire.request();
        northshire.clock.moveTo("2026-03-03T09:15:00.001Z");
        assertRefused(() -> northshire.submit(PROBATION, request), Category.UNPROCESSABLE, "check.sent-too-long-ago");
        northshire.clock.moveTo("2026-03-02T09:09:59Z");
        assertRefused(() -> northshire.submit(PROBATION, request), Category.UNPROCESSABLE, "check.sent-in-future");
    }

    @Test
    void a_submission_may_be_sealed_to_the_gateway() throws Exception {
        AgencyKeys gateway = Northshire.keys("gateway");
        byte[] sealed = new Sealer()
                .seal(northshire.request(), List.of(gateway.encryption().certificate()))
                .toByteArray();
        northshire
                .flow
                .doors()
                .submit(new Submission(northshire.caller(PROBATION), Submission.Form.CMS, sealed, bytes -> true));
        assertThat(northshire.stores.rows).hasSize(2);
        assertRefused(
                () -> northshire
                        .flow
                        .doors()
                        .submit(new Submission(
                                northshire.caller(PROBATION),
                                Submission.Form.CMS,
                                northshire.request(),
                                bytes -> true)),
                Category.INVALID,
                "admit.not-sealed-to-gateway");
    }

    @Test
    void without_room_for_a_copy_for_each_recipient_nothing_is_kept_and_the_sender_may_come_again() throws Exception {
        byte[] request = northshire.request();
        List<Long> asked = new ArrayList<>();
        HopRefused refused = catchThrowableOfType(
                HopRefused.class,
                () -> northshire
                        .flow
                        .doors()
                        .submit(new Submission(
                                northshire.caller(PROBATION),
                                Submission.Form.XML,
                                request,
                                bytes -> !asked.add(bytes))));
        assertThat(refused.code()).isEqualTo("check.busy");
        assertThat(refused.category()).isEqualTo(Category.RETRY_LATER);
        assertThat(asked).containsExactly(2L * request.length);
        assertThat(northshire.stores.rows).isEmpty();
        northshire.submit(PROBATION, request);
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
    }

    @Test
    void a_recipient_whose_certificate_is_not_valid_is_not_sealed_to() throws Exception {
        northshire.verdicts.put(
                Northshire.keys("northshire-police").encryption().certificate(), Verdict.REVOKED);

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
    void without_a_ledger_nothing_leaves_and_the_caller_is_told_to_retry() throws Exception {
        byte[] request = northshire.request();
        northshire.stores.away = true;

        HopRefused refused = catchThrowableOfType(HopRefused.class, () -> northshire.submit(PROBATION, request));

        assertThat(refused.category()).isEqualTo(Category.RETRY_LATER);
        northshire.stores.away = false;
        assertThat(northshire.stores.rows).isEmpty();
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

    static Agency endedAt(Agency agency, Instant end) {
        return new Agency(
                agency.id(),
                agency.name(),
                agency.kind(),
                agency.bodies(),
                new Agency.InForce(agency.inForce().from(), Optional.of(end)),
                agency.teams(),
                agency.tls(),
                agency.signing(),
                agency.encryption(),
                agency.connection(),
                agency.desks());
    }

    private static Statement.Committed read(Receipt receipt) throws Exception {
        return new StatementVerifier(
                        Statements.GATEWAY,
                        List.of(Northshire.keys("gateway").signing().certificate()))
                .committed(receipt);
    }

    private HopRefused assertRefused(ThrowingCallable call, Category category, String code) {
        HopRefused refused = catchThrowableOfType(HopRefused.class, call);
        assertThat(refused.code()).isEqualTo(code);
        assertThat(refused.category()).isEqualTo(category);
        assertThat(northshire.counts.told).contains("refused " + code);
        return refused;
    }
}
