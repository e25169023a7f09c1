package org.concordat.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.concordat.gateway.envelope.SoapSystem;
import org.concordat.gateway.soap.model.Acknowledge;
import org.concordat.gateway.soap.model.Collect;
import org.concordat.gateway.soap.model.Collected;
import org.concordat.gateway.soap.model.Explain;
import org.concordat.gateway.soap.model.Explained;
import org.concordat.gateway.soap.model.Gateway;
import org.concordat.gateway.soap.model.NotDone;
import org.concordat.gateway.soap.model.Problem;
import org.concordat.gateway.soap.model.Section;
import org.concordat.gateway.soap.model.Submit;
import org.concordat.gateway.soap.model.To;
import org.concordat.routes.hop.HopRefused;
import org.concordat.routes.hop.StoreUnavailable;
import org.concordat.routes.hop.Submission;
import org.concordat.schemas.label.Category;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a plain SOAP client that was generated from the contract gets of the doors. */
class SoapTest extends EdgeTest {
    private static final String POLICE = "northshire-police";
    private static final String ASKED = "0190b5c2-7d1e-7c3a-9f00-0123456789ab";
    private static final byte[] DOCUMENT = "<a/>".repeat(3000).getBytes(StandardCharsets.UTF_8);

    @Test
    void a_disclosure_is_submitted_and_receipted() throws Exception {
        assertThat(police().submit(disclosure()).getReceipt()).isEqualTo(JWS);
        assertThat(edge.doors.knocks).containsExactly("submit northshire-police");
        Submission submission = edge.doors.submissions.get(0);
        assertThat(submission.size()).isEqualTo(DOCUMENT.length);
        assertThat(submission.form()).isEqualTo(Submission.Form.XML);
        assertThat(((org.concordat.routes.hop.Caller) submission.origin()).certificate())
                .isEqualTo(edge.systems.get(POLICE).certificate());
    }

    @Test
    void one_that_is_sealed_is_handed_in_sealed() throws Exception {
        Submit submit = new Submit();
        submit.setSealed(DOCUMENT);
        police().submit(submit);
        assertThat(edge.doors.submissions.get(0).form()).isEqualTo(Submission.Form.CMS);
    }

    @Test
    void a_disclosure_may_come_as_an_attachment() throws Exception {
        Gateway police = SoapSystem.withAttachments(police());
        assertThat(police.submit(disclosure()).getReceipt()).isEqualTo(JWS);
        assertThat(edge.doors.submissions.get(0).size()).isEqualTo(DOCUMENT.length);
    }

    @Test
    void a_repeat_says_that_it_is_one() throws Exception {
        assertThat(police().submit(disclosure()).isRepeated()).isFalse();
        edge.doors.repeat = true;
        assertThat(police().submit(disclosure()).isRepeated()).isTrue();
    }

    @Test
    void what_waits_is_listed() throws Exception {
        Collected collected = police().collect(new Collect());
        assertThat(collected.getMailbox().getCheckpoint()).isEqualTo(JWS);
        assertThat(collected.getMailbox().getPosted())
                .singleElement()
                .satisfies(notice -> assertThat(notice.getKind()).isEqualTo("checks-outstanding"));
        assertThat(collected.getMailbox().getWaiting()).singleElement().satisfies(waiting -> {
            assertThat(waiting.getDelivery()).isEqualTo(Doors.DELIVERY.toString());
            assertThat(waiting.getFrom()).isEqualTo("nps-north-east");
            assertThat(waiting.getSize()).isEqualTo(12_345);
        });
    }

    @Test
    void a_delivery_is_collected_sealed_and_a_notice_as_the_gateway_signed_it() throws Exception {
        assertThat(police().collect(collect(Doors.DELIVERY.toString())).getSealed())
                .isEqualTo(Doors.SEALED);
        assertThat(police().collect(collect(Doors.NOTICE.toString())).getNotice())
                .isEqualTo(JWS);
    }

    @Test
    void what_is_not_there_is_answered_as_rest_answers_it() throws Exception {
        Problem problem = refusal(() -> police().collect(collect(Doors.DISCLOSURE.toString())));
        assertThat(problem.getCode()).isEqualTo("recheck.no-such-delivery");
        assertThat(problem.getHop()).isEqualTo("recheck");
        assertThat(problem.getStatus()).isEqualTo(404);
        assertThat(problem.getRetry()).isEqualTo("never");
        assertThat(problem.getInstance()).startsWith("urn:uuid:");
    }

    @Test
    void a_receipt_is_handed_in() throws Exception {
        Acknowledge acknowledge = new Acknowledge();
        acknowledge.setDelivery(Doors.DELIVERY.toString());
        acknowledge.setReceipt(JWS);
        police().acknowledge(acknowledge);
        assertThat(edge.doors.knocks).containsExactly("receive northshire-police");
    }

    @Test
    void the_rules_explain_themselves() throws Exception {
        Explained explained = police().explain(question("DomesticAbuseCallOuts"));
        assertThat(explained.getConfiguration()).isEqualTo("0".repeat(64));
        assertThat(explained.getAnswer()).singleElement().satisfies(answer -> {
            assertThat(answer.getAgency()).isEqualTo("nps-north-east");
            assertThat(answer.isPermitted()).isTrue();
            assertThat(answer.getSentence()).containsExactly("Police would receive all of it.");
        });
        assertThat(edge.doors.questions).singleElement().satisfies(asked -> {
            assertThat(asked.items().get(0).label().category()).isEqualTo(Category.SAFEGUARDING);
            assertThat(asked.conversation().orElseThrow().inReplyTo()).contains(UUID.fromString(ASKED));
        });
    }

    @Test
    void a_question_that_is_not_understood_is_refused_in_the_words_of_rest() throws Exception {
        Problem problem = refusal(() -> police().explain(question("Mallory")));
        assertThat(problem.getCode()).isEqualTo("request.malformed");
        assertThat(problem.getDetail())
                .isEqualTo(
                        "The request is not of the form that the contract describes: no section type of that name is known in"
                                + " section 1.");
    }

    /** Schema validators that share what they count would refuse some of these. */
    @Test
    void long_questions_that_are_asked_at_once_are_all_answered() throws Exception {
        Gateway gateway = police();
        ExecutorService crowd = Executors.newFixedThreadPool(8);
        try {
            for (Future<Explained> explained : crowd.invokeAll(
                    Collections.<Callable<Explained>>nCopies(32, () -> gateway.explain(longQuestion(512))))) {
                assertThat(explained.get().getAnswer()).hasSize(1);
            }
        } finally {
            crowd.shutdownNow();
        }
    }

    @Test
    void a_question_of_too_many_sections_says_how_many_it_may_have() throws Exception {
        assertThat(refusal(() -> police().explain(longQuestion(513))).getDetail())
                .contains("1 to 512 sections");
    }

    @ParameterizedTest
    @EnumSource(HopRefused.Category.class)
    void every_refusal_of_a_hop_says_what_rest_says(HopRefused.Category category) throws Exception {
        edge.doors.thrown = new HopRefused(category, "check.tried", "It was tried.");
        Problem soap = refusal(() -> police().submit(disclosure()));
        String rest = new String(
                edge.as(POLICE)
                        .post("/v1/disclosures", "application/xml", DOCUMENT)
                        .body(),
                StandardCharsets.UTF_8);
        assertThat(rest)
                .contains(
                        "\"type\":\"" + soap.getType() + "\"",
                        "\"title\":\"" + soap.getTitle() + "\"",
                        "\"status\":" + soap.getStatus(),
                        "\"detail\":\"" + soap.getDetail() + "\"",
                        "\"code\":\"" + soap.getCode() + "\"",
                        "\"hop\":\"" + soap.getHop() + "\"",
                        "\"retry\":\"" + soap.getRetry() + "\"");
    }

    @Test
    void a_failure_says_nothing_but_its_number() throws Exception {
        edge.doors.thrown = new IllegalStateException("Mallory");
        Problem problem = refusal(() -> police().submit(disclosure()));
        assertThat(problem.getCode()).isEqualTo("gateway.failed");
        assertThat(problem.getDetail()).doesNotContain("Mallory");
    }

    @Test
    void without_the_database_nothing_is_taken() throws Exception {
        edge.doors.thrown = new StoreUnavailable("commit", "08006");
        assertThat(refusal(() -> police().submit(disclosure())).getCode()).isEqualTo("gateway.database-unavailable");
        edge.doors.thrown = null;
        edge.replays.away = true;
        try {
            Problem problem = refusal(() -> police().submit(disclosure()));
            assertThat(problem.getCode()).isEqualTo("gateway.database-unavailable");
            assertThat(problem.getStatus()).isEqualTo(503);
        } finally {
            edge.replays.away = false;
        }
    }

    @Test
    void who_signs_for_another_agency_than_the_connections_is_told_to_the_hops() throws Exception {
        SoapSystem.plain(edge.soap(), edge.tls(POLICE), edge.envelopes.get("nps-north-east"), edge.ownEnvelope())
                .submit(disclosure());
        assertThat(edge.doors.submissions.get(0).origin().claimed().value()).isEqualTo("nps-north-east");
        assertThat(((org.concordat.routes.hop.Caller)
                                edge.doors.submissions.get(0).origin())
                        .certificate())
                .isEqualTo(edge.systems.get(POLICE).certificate());
    }

    @Test
    void the_contract_is_served_with_its_policy_to_registered_systems() throws Exception {
        var answer = edge.as(POLICE).get("/v1/soap?wsdl");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8))
                .contains("AsymmetricBinding", "RequireSignatureConfirmation", "EncryptedParts", "AnonymousResponses");
        assertThat(new String(edge.as("stranger").get("/v1/soap?wsdl").body(), StandardCharsets.UTF_8))
                .contains("identity.certificate-not-registered")
                .doesNotContain("AsymmetricBinding");
    }

    @Test
    void nothing_else_is_there() throws Exception {
        assertThat(edge.as(POLICE).get("/v1/soap/services").statusCode()).isEqualTo(404);
        assertThat(edge.as(POLICE)
                        .send("DELETE", "/v1/soap", "", java.net.http.HttpRequest.BodyPublishers.noBody())
                        .statusCode())
                .isGreaterThanOrEqualTo(400);
    }

    private Gateway police() throws Exception {
        return SoapSystem.plain(edge.soap(), edge.tls(POLICE), edge.envelopes.get(POLICE), edge.ownEnvelope());
    }

    private static Submit disclosure() {
        Submit submit = new Submit();
        submit.setDisclosure(DOCUMENT);
        return submit;
    }

    private static Collect collect(String delivery) {
        Collect collect = new Collect();
        collect.setDelivery(delivery);
        return collect;
    }

    private static Explain longQuestion(int sections) {
        Explain explain = question("DomesticAbuseCallOuts");
        explain.getSection()
                .addAll(Collections.nCopies(sections - 1, explain.getSection().get(0)));
        return explain;
    }

    private static Explain question(String type) {
        Explain explain = new Explain();
        explain.setKind("safeguarding-check-response");
        To to = new To();
        to.setAgency("nps-north-east");
        to.setTeam("court-team-north");
        to.setRole("court-officer");
        explain.getTo().add(to);
        explain.setPurpose("pre-sentence-assessment");
        explain.setPower("OMA14");
        explain.getCondition().addAll(List.of("P3_35_2_B", "P3_SCH8_2"));
        Section section = new Section();
        section.setType(type);
        section.setSubject("convicted");
        section.setNature("fact");
        section.setProvenance("agency-record");
        explain.getSection().add(section);
        explain.setConversation(ASKED);
        explain.setInReplyTo(ASKED);
        return explain;
    }

    private static Problem refusal(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(NotDone.class, call).getFaultInfo();
    }
}
