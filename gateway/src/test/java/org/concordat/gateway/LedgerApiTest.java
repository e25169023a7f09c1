package org.concordat.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import java.net.http.HttpResponse;
import java.util.List;
import org.concordat.protection.key.Thumbprint;
import org.concordat.routes.hop.HopRefused;
import org.concordat.routes.hop.HopRefused.Category;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the ledger's endpoints take and answer: every answer keeps to the contract. */
class LedgerApiTest extends EdgeTest {
    private static final String NPS = "nps-north-east";
    private static final String ENTRIES = "GET /v1/ledger/entries";

    @Test
    void proofs_and_checkpoints_are_had_by_every_agency() throws Exception {
        for (String path : List.of(
                "/v1/ledger/checkpoint", "/v1/ledger/proof/" + Doors.DELIVERY, "/v1/ledger/consistency?from=1&to=2")) {
            String operation = "GET " + path.replaceFirst("\\?.*", "").replace(Doors.DELIVERY.toString(), "{entry}");
            HttpResponse<byte[]> answer = edge.as(NPS).get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(edge.contract.faults(operation, 200, CallersTest.header(answer), answer.body()))
                    .isEmpty();
        }
        assertThat(edge.doors.knocks).containsExactly("checkpoint " + NPS, "proof " + NPS, "consistency " + NPS);
    }

    @Test
    void the_mailbox_carries_the_latest_checkpoint() throws Exception {
        assertThat(CallersTest.text(edge.as(NPS).get("/v1/mailbox"))).contains("\"checkpoint\":\"" + JWS + "\"");
    }

    @Test
    void without_the_auditors_scope_nobody_reads_entries() throws Exception {
        HttpResponse<byte[]> answer = edge.as(NPS).get("/v1/ledger/entries?from=0&atMost=1");
        refused(403, "identity.scope-missing", answer);
        assertThat(edge.doors.knocks).isEmpty();
    }

    @Test
    void an_agency_that_is_no_auditor_is_refused_whatever_its_scope() throws Exception {
        edge.doors.thrown = new HopRefused(Category.FORBIDDEN, "ledger.not-an-auditor", "No auditor.");
        refused(403, "ledger.not-an-auditor", auditor("?from=0&atMost=1"));
    }

    @Test
    void entries_are_answered_as_they_were_hashed_and_what_is_gone_is_seen_to_be_gone() throws Exception {
        HttpResponse<byte[]> answer = auditor("?from=7&atMost=500");
        assertThat(edge.contract.faults(ENTRIES, answer.statusCode(), CallersTest.header(answer), answer.body()))
                .isEmpty();
        assertThat(CallersTest.text(answer))
                .contains("\"position\":7", "\"entry\":\"{\\\"id\\\":\\\"one\\\"}\"", "{\"position\":8,\"leaf\":\"e3b0")
                .contains("\"size\":507");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?from=0",
                "?from=0&atMost=501",
                "?from=-1&atMost=1",
                "?from=00&atMost=1",
                "?from=0x1&atMost=1",
                "?from=9999999999999999999&atMost=1",
                "?from=&atMost=1"
            })
    void a_number_that_is_none_or_too_large_is_refused(String query) throws Exception {
        refused(400, "request.malformed", auditor(query));
        assertThat(edge.doors.knocks).isEmpty();
    }

    @Test
    void sizes_that_run_backwards_are_refused() throws Exception {
        HttpResponse<byte[]> answer = edge.as(NPS).get("/v1/ledger/consistency?from=3&to=2");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(CallersTest.text(answer)).contains("request.malformed");
    }

    private HttpResponse<byte[]> auditor(String query) throws Exception {
        JWTClaimsSet claims =
                edge.keycloak.claims(NPS, Thumbprint.of(edge.systems.get(NPS).certificate()), "concordat:audit");
        return edge.with(NPS, edge.keycloak.signed(claims)).get("/v1/ledger/entries" + query);
    }

    private void refused(int status, String code, HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(CallersTest.text(answer)).contains("\"" + code + "\"");
        assertThat(edge.contract.faults(ENTRIES, status, CallersTest.header(answer), answer.body()))
                .isEmpty();
    }
}
