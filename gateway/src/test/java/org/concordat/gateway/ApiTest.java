package org.concordat.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.concordat.routes.ExplainDoor;
import org.concordat.routes.hop.HopRefused;
import org.concordat.routes.hop.HopRefused.Category;
import org.concordat.routes.hop.StoreUnavailable;
import org.concordat.routes.hop.Submission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the endpoints take, hand on and answer: every answer keeps to the contract. */
class ApiTest extends EdgeTest {
    private static final String NPS = "nps-north-east";
    private static final String SUBMIT = "POST /v1/disclosures";
    private static final byte[] XML = "<Disclosure/>".getBytes(StandardCharsets.UTF_8);
    private static final int LIMIT = 10 * 1024 * 1024;
    private static final String CANARY = "Jane-Canary-Doe";

    @Test
    void a_disclosure_is_handed_on_with_its_form_and_answered_with_its_receipt() throws Exception {
        HttpResponse<byte[]> xml = post("/v1/disclosures", "application/xml", XML);
        HttpResponse<byte[]> sealed = post("/v1/disclosures", "application/pkcs7-mime", XML);

        keepsToContract(SUBMIT, 201, xml);
        keepsToContract(SUBMIT, 201, sealed);
        assertThat(CallersTest.text(xml)).isEqualTo("{\"receipt\":\"" + JWS + "\"}");
        assertThat(edge.doors.submissions)
                .extracting(Submission::form)
                .containsExactly(Submission.Form.XML, Submission.Form.CMS);
        assertThat(edge.doors.submissions).extracting(Submission::size).containsOnly(XML.length);
        assertThat(edge.doors.knocks).containsOnly("submit " + NPS);
    }

    @Test
    void a_repeat_is_answered_with_the_same_receipt_and_200() throws Exception {
        edge.doors.repeat = true;
        HttpResponse<byte[]> again = post("/v1/disclosures", "application/xml", XML);
        keepsToContract(SUBMIT, 200, again);
        assertThat(CallersTest.text(again)).isEqualTo("{\"receipt\":\"" + JWS + "\"}");
    }

    @Test
    void a_delivery_is_handed_over_as_it_was_sealed() throws Exception {
        HttpResponse<byte[]> sealed = edge.as(NPS).get("/v1/mailbox/" + Doors.DELIVERY);
        keepsToContract("GET /v1/mailbox/{delivery}", 200, sealed);
        assertThat(sealed.headers().firstValue("Content-Type")).contains("application/pkcs7-mime");
        assertThat(sealed.body()).isEqualTo(Doors.SEALED);
    }

    @Test
    void ten_mebibytes_are_taken_and_one_byte_more_is_not_however_it_is_sent() throws Exception {
        keepsToContract(SUBMIT, 201, post("/v1/disclosures", "application/xml", new byte[LIMIT]));
        edge.doors.submissions.clear();

        byte[] more = new byte[LIMIT + 1];
        HttpResponse<byte[]> announced = post("/v1/disclosures", "application/xml", more);
        HttpResponse<byte[]> chunked = edge.as(NPS)
                .send(
                        "POST",
                        "/v1/disclosures",
                        "application/xml",
                        BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(more)));

        refused(SUBMIT, 413, "request.too-large", announced);
        refused(SUBMIT, 413, "request.too-large", chunked);
        assertThat(edge.doors.submissions).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/json", "multipart/form-data", "text/xml", ""})
    void another_form_is_not_taken(String type) throws Exception {
        refused(SUBMIT, 415, "request.media-type", post("/v1/disclosures", type, XML));
        assertThat(edge.doors.submissions).isEmpty();
    }

    @Test
    void nothing_is_not_a_disclosure() throws Exception {
        refused(SUBMIT, 400, "request.empty", post("/v1/disclosures", "application/xml", new byte[0]));
    }

    @ParameterizedTest
    @EnumSource(Category.class)
    void a_refusal_is_told_with_its_code_hop_and_sentence(Category category) throws Exception {
        edge.doors.thrown = new HopRefused(category, "check.schema", "The document does not keep to the schema.");
        HttpResponse<byte[]> answer = post("/v1/disclosures", "application/xml", XML);
        String problem = CallersTest.text(answer);

        assertThat(answer.statusCode()).isBetween(400, 503);
        assertThat(problem)
                .contains("\"code\":\"check.schema\"", "\"hop\":\"check\"", "does not keep to the schema")
                .contains("urn:uuid:");
        if (category != Category.NOT_FOUND) {
            keepsToContract(SUBMIT, answer.statusCode(), answer);
        }
        assertThat(answer.headers().firstValue("Retry-After").isPresent()).isEqualTo(category == Category.RETRY_LATER);
    }

    @Test
    void a_database_that_is_away_is_a_reason_to_retry() throws Exception {
        edge.doors.thrown = new StoreUnavailable("commit", "08006");
        HttpResponse<byte[]> answer = post("/v1/disclosures", "application/xml", XML);
        refused(SUBMIT, 503, "gateway.database-unavailable", answer);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void a_failure_of_our_own_says_only_its_incident() throws Exception {
        edge.doors.thrown = new IllegalStateException(CANARY);
        refused(SUBMIT, 500, "gateway.failed", post("/v1/disclosures", "application/xml", XML));
    }

    @Test
    void status_and_mailbox_keep_to_the_contract() throws Exception {
        HttpResponse<byte[]> status = edge.as(NPS).get("/v1/disclosures/" + Doors.DISCLOSURE);
        keepsToContract("GET /v1/disclosures/{id}", 200, status);
        assertThat(CallersTest.text(status)).contains("checks outstanding: northshire-police");
        keepsToContract("GET /v1/mailbox", 200, edge.as(NPS).get("/v1/mailbox"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1-1-1-1-1", "0190B6A0-0000-7000-8000-000000000001", "x", "%00", "%2e%2e"})
    void what_is_no_id_is_answered_like_what_is_not_there(String id) throws Exception {
        assertThat(edge.as(NPS).get("/v1/disclosures/" + id).statusCode()).isIn(400, 404);
        assertThat(edge.doors.knocks).isEmpty();
    }

    @Test
    void a_notice_is_read_by_its_id_and_an_unknown_id_is_not_found() throws Exception {
        HttpResponse<byte[]> notice = edge.as(NPS).get("/v1/mailbox/" + Doors.NOTICE);
        keepsToContract("GET /v1/mailbox/{delivery}", 200, notice);
        assertThat(CallersTest.text(notice)).isEqualTo(JWS);

        HttpResponse<byte[]> unknown = edge.as(NPS).get("/v1/mailbox/" + Doors.DISCLOSURE);
        refused("GET /v1/mailbox/{delivery}", 404, "recheck.no-such-delivery", unknown);
    }

    @Test
    void a_receipt_is_taken_without_an_answer_to_keep() throws Exception {
        String path = "/v1/mailbox/" + Doors.DISCLOSURE + "/receipt";
        HttpResponse<byte[]> taken = post(path, "application/jose", JWS.getBytes(StandardCharsets.US_ASCII));
        keepsToContract("POST /v1/mailbox/{delivery}/receipt", 204, taken);
        assertThat(edge.doors.knocks).containsExactly("receive " + NPS);
    }

    @Test
    void a_question_of_labels_is_asked_of_all_its_recipients_at_once() throws Exception {
        HttpResponse<byte[]> answer =
                post("/v1/decisions/explain", "application/json", question().getBytes(StandardCharsets.UTF_8));
        keepsToContract("POST /v1/decisions/explain", 200, answer);
        ExplainDoor.Asked asked = edge.doors.questions.get(0);
        assertThat(asked.to())
                .extracting(to -> to.agency().value(), ExplainDoor.To::consent)
                .containsExactly(
                        tuple("northshire-police", Optional.of("not-applicable")),
                        tuple("northshire-children", Optional.empty()));
        assertThat(asked.items()).hasSize(2);
        assertThat(asked.items().get(1).sanitisedOf())
                .contains(asked.items().get(0).part());
        assertThat(asked.conversation().orElseThrow().inReplyTo())
                .contains(UUID.fromString("0190b5c2-7d1e-7c3a-9f00-0123456789ac"));
    }

    @Test
    void where_a_question_is_wrong_is_told() throws Exception {
        String spoilt = question().replace("\"nature\":\"fact\"", "\"nature\":\"" + CANARY + "\"");
        assertThat(CallersTest.text(
                        post("/v1/decisions/explain", "application/json", spoilt.getBytes(StandardCharsets.UTF_8))))
                .contains(" at sections/0/nature.");
    }

    @ParameterizedTest
    @CsvSource({"conditions, condition", "sections, section"})
    void a_list_has_one_name_and_not_that_of_forms_besides(String list, String ofForms) throws Exception {
        String twice = question().strip().replaceFirst("}$", ",\"" + ofForms + "\":[]}");
        HttpResponse<byte[]> answer =
                post("/v1/decisions/explain", "application/json", twice.getBytes(StandardCharsets.UTF_8));
        refused("POST /v1/decisions/explain", 400, "request.malformed", answer);
        assertThat(CallersTest.text(answer)).contains(" at " + ofForms + ": there is no member of that name.");
        assertThat(edge.doors.questions).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"kind\":\"safeguarding-check-request\", | ''",
                "\"purpose\": | \"purpose\":null,\"x\":",
                "court-officer | NO SUCH ROLE " + CANARY,
                "DomesticAbuseCallOuts | " + CANARY,
                "\"nature\":\"fact\" | \"nature\":\"" + CANARY + "\"",
                "\"sanitisedOf\":0 | \"sanitisedOf\":7",
                "\"conditions\":[ | \"conditions\":[\"" + CANARY + "\",",
                "0123456789ab | " + CANARY,
                "\"team\":\"public-protection\", | ''",
                "\"conversation\":\"0190b5c2-7d1e-7c3a-9f00-0123456789ab\", | ''",
                "} | }}",
                "{ | [",
            })
    void a_malformed_question_is_refused_without_repeating_it(String what, String instead) throws Exception {
        String spoilt = question().replace(what, instead);
        HttpResponse<byte[]> answer =
                post("/v1/decisions/explain", "application/json", spoilt.getBytes(StandardCharsets.UTF_8));
        refused("POST /v1/decisions/explain", 400, "request.malformed", answer);
        assertThat(edge.doors.questions).isEmpty();
    }

    @Test
    void answers_are_not_kept_or_sniffed_and_do_not_name_the_server() throws Exception {
        HttpResponse<byte[]> answer = edge.as(NPS).get("/v1/mailbox");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().map().keySet())
                .doesNotContain("server", "x-powered-by", "set-cookie", "x-application-context");
    }

    private static String question() {
        return """
                {"kind":"safeguarding-check-request",
                 "to":[{"agency":"northshire-police","team":"public-protection","role":"court-officer",
                        "consent":"not-applicable"},
                       {"agency":"northshire-children","team":"front-door","role":"social-worker"}],
                 "purpose":"pre-sentence-assessment","power":"OMA14","conditions":["P3_35_2_B","P3_SCH8_2"],
                 "conversation":"0190b5c2-7d1e-7c3a-9f00-0123456789ab",
                 "inReplyTo":"0190b5c2-7d1e-7c3a-9f00-0123456789ac",
                 "sections":[{"type":"DomesticAbuseCallOuts","subject":"victim","nature":"fact",
                              "provenance":"agency-record"},
                             {"type":"DomesticAbuseCallOuts","subject":"victim","nature":"assessment",
                              "provenance":"agency-record","sanitisedOf":0}]}
                """;
    }

    private HttpResponse<byte[]> post(String path, String type, byte[] body) throws Exception {
        return edge.as(NPS).post(path, type, body);
    }

    private void keepsToContract(String operation, int status, HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).as(CallersTest.text(answer)).isEqualTo(status);
        List<String> faults = edge.contract.faults(operation, status, CallersTest.header(answer), answer.body());
        assertThat(faults).as(CallersTest.text(answer)).isEmpty();
    }

    private void refused(String operation, int status, String code, HttpResponse<byte[]> answer) {
        keepsToContract(operation, status, answer);
        assertThat(CallersTest.text(answer))
                .contains("\"code\":\"" + code + "\"")
                .doesNotContain(CANARY);
    }
}
