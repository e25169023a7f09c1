package org.concordat.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.concordat.routes.Northshire.POLICE;
import static org.concordat.routes.Northshire.PROBATION;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.concordat.protection.envelope.Opener;
import org.concordat.protection.envelope.Sealer;
import org.concordat.protection.key.AgencyKeys;
import org.concordat.protection.key.Verdict;
import org.concordat.protection.receipt.Receipt;
import org.concordat.routes.hop.Caller;
import org.concordat.routes.hop.HopRefused.Category;
import org.concordat.routes.hop.Submission;
import org.junit.jupiter.api.Test;

/** Who may hand in what, and how often: the first hop of a submission. */
class AdmitTest extends AtNorthshire {
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
                Keys.of("nps-north-east").signing());

        assertRefused(() -> northshire.submit(PROBATION, other), Category.CONFLICT, "admit.id-reused");
    }

    @Test
    void another_agencys_bytes_are_refused() throws Exception {
        byte[] request = northshire.request();
        assertRefused(() -> northshire.submit(POLICE, request), Category.FORBIDDEN, "admit.sender-mismatch");
    }

    @Test
    void token_and_certificate_of_two_agencies_are_refused() throws Exception {
        Caller mixed = new Caller(PROBATION, Keys.of("northshire-police").tls().certificate());
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
        Caller nobody = new Caller(PROBATION, Keys.of("nobody").tls().certificate());
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
        var tls = Keys.of("nps-north-east").tls().certificate();
        var signing = Keys.of("nps-north-east").signing().certificate();

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
        northshire.alter(PROBATION, agency -> agency.until(northshire.clock.instant()));
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
        AgencyKeys officer = Keys.of("officer");
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
    void what_is_too_large_is_not_even_peeked_at() {
        assertRefused(
                () -> northshire.submit(PROBATION, new byte[10 * 1024 * 1024 + 1]),
                Category.TOO_LARGE,
                "admit.too-large");
    }

    @Test
    void a_submission_may_be_sealed_to_the_gateway() throws Exception {
        AgencyKeys gateway = Keys.of("gateway");
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
}
