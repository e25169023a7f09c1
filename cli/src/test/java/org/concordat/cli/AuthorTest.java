package org.concordat.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an author does before anything leaves: sign, explain, check rules and certificates. */
class AuthorTest extends AtPartner {
    private static final Path DRAFT =
            Path.of("..", "schemas/src/test/resources/org/concordat/schemas/drafts/check-request.xml");

    @Test
    void a_draft_is_signed_beside_it_for_its_owner_alone() throws IOException {
        Path draft = Files.copy(DRAFT, work.resolve("check.xml"));

        Partner.Ended ended = partner.types("sign", draft.toString());

        assertThat(ended.code()).as(ended.said()).isZero();
        assertThat(ended.said()).contains("Signed disclosure", "safeguarding-check-request");
        Path signed = work.resolve("check.signed.xml");
        assertThat(Files.readString(signed)).contains("<Digests>");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(signed)))
                .isEqualTo("rw-------");
        assertThat(partner.types("sign", draft.toString()).code()).isEqualTo(2);
    }

    @Test
    void business_time_is_the_sandboxes_where_it_moves_it() throws IOException {
        Path clock = Files.writeString(partner.folder().resolve("clock"), "2026-03-02T09:00:00Z\n");
        Path environment = partner.folder().resolve("environment");
        Files.writeString(environment, Files.readString(environment) + "CLOCK=" + clock + "\n");
        Path signed = work.resolve("check.signed.xml");

        assertThat(partner.types("sign", DRAFT.toString(), "-o", signed.toString())
                        .code())
                .isZero();

        assertThat(Files.readString(signed)).contains("<Sent>2026-03-02T09:00:00Z</Sent>");
    }

    @Test
    void every_finding_is_printed_and_nothing_written() throws IOException {
        String draft = Files.readString(DRAFT)
                .replace("<Purpose>", "<Purpose>Not a ")
                .replace("power=\"OMA14\"", "power=\"not-a-code\"");
        Path file = Files.writeString(work.resolve("bad.xml"), draft);

        Partner.Ended ended = partner.types("sign", file.toString());

        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.said()).contains("2 findings", "1. error", "2. error", "/Disclosure/Header/Purpose");
        assertThat(ended.err()).doesNotContain("not-a-code", "Fictional");
        assertThat(work.resolve("bad.signed.xml")).doesNotExist();
    }

    @Test
    void nobody_signs_for_another_agency() throws IOException {
        Path file = work.resolve("theirs.xml");
        Files.writeString(
                file,
                Files.readString(DRAFT).replaceFirst("From agency=\"[a-z-]+\"", "From agency=\"northshire-council\""));
        Partner.Ended ended = partner.types("sign", file.toString());
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err()).contains("sign.other-agency");
        assertThat(work.resolve("theirs.signed.xml")).doesNotExist();
    }

    @Test
    void only_labels_travel_to_be_explained() {
        explains(true);

        Partner.Ended ended = partner.types("explain", DRAFT.toString());

        assertThat(ended.code()).as(ended.said()).isZero();
        assertThat(ended.said())
                .contains("northshire-police (team public-protection, safeguarding-officer): would receive it")
                .contains("- Everything would be released, under OMA14.")
                .contains("Nothing was sent.");
        String asked = partner.server()
                .findAll(postRequestedFor(urlEqualTo("/v1/decisions/explain")))
                .get(0)
                .getBodyAsString();
        assertThat(asked)
                .contains(
                        "\"kind\":\"safeguarding-check-request\"", "\"power\":\"OMA14\"", "\"type\":\"CheckQuestion\"")
                .doesNotContain("Fictional", "1988", "Adam", "0345678");
    }

    @Test
    void an_explanation_that_nobody_would_receive_it_is_an_answer() {
        explains(false);

        assertThat(partner.types("explain", DRAFT.toString()).code()).isEqualTo(1);
    }

    @Test
    void that_some_would_receive_it_and_some_would_not_is_an_answer_of_its_own() {
        explains(true, false);
        assertThat(partner.types("explain", DRAFT.toString()).code()).isEqualTo(8);
        explains();
        assertThat(partner.types("explain", DRAFT.toString()).code()).isEqualTo(1);
    }

    @Test
    void nobody_asks_for_another_agency() throws IOException {
        Path file = work.resolve("theirs.xml");
        Files.writeString(
                file,
                Files.readString(DRAFT).replaceFirst("From agency=\"[a-z-]+\"", "From agency=\"northshire-council\""));
        Partner.Ended ended = partner.types("explain", file.toString());
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.said()).contains("speaks for northshire-council", "sign.other-agency");
    }

    @Test
    void of_an_answer_it_is_asked_what_it_answers() throws IOException {
        explains(true);
        Path file = work.resolve("answer.xml");
        Files.writeString(
                file,
                Files.readString(DRAFT.resolveSibling("police-response.xml"))
                        .replaceFirst("From agency=\"[a-z-]+\"", "From agency=\"" + Partner.AGENCY + "\""));
        partner.server().resetRequests();

        Partner.Ended ended = partner.types("explain", file.toString());

        assertThat(ended.code()).as(ended.said()).isZero();
        partner.server()
                .verify(postRequestedFor(urlEqualTo("/v1/decisions/explain"))
                        .withRequestBody(containing("\"conversation\":\"5f0c3a52-8f6e-4a0b-9d55-0c3c52a9f001\","
                                + "\"inReplyTo\":\"0195563a-7c00-7000-8000-000000000001\"")));
    }

    @Test
    void rules_in_order_have_a_digest() throws IOException {
        Partner.northshire(work);

        Partner.Ended ended = partner.types("rules", "check", work.toString());

        assertThat(ended.code()).as(ended.said()).isZero();
        assertThat(ended.said()).contains("is in order", "digest:");
    }

    @Test
    void that_an_agency_ends_and_nobody_has_its_work_is_a_note() throws IOException {
        Partner.northshire(work);
        Path police = work.resolve("agencies/northshire-police.yaml");
        Files.writeString(
                police,
                Files.readString(police)
                        .replaceFirst("in-force: \\{from: (\\S+)}", "in-force: {from: $1, until: 2027-03-31}"));

        Partner.Ended ended = partner.types("rules", "check", work.toString());

        assertThat(ended.code()).as(ended.said()).isZero();
        assertThat(ended.said())
                .contains("Note: Agency northshire-police ends: nobody has its work after 31 March 2027");
    }

    @Test
    void rules_out_of_order_have_every_finding_with_file_and_line() throws IOException {
        Files.createDirectories(work.resolve("agencies"));
        Files.createDirectories(work.resolve("agreements"));
        Files.writeString(work.resolve("agencies/nobody.yaml"), "agency: nobody\nkind: nothing\n");
        Files.writeString(work.resolve("agreements/nothing.yaml"), "agreement: nothing\nversion: none\n");

        Partner.Ended ended = partner.types("rules", "check", work.toString());

        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.said()).containsPattern("nobody\\.yaml:\\d+").containsPattern("nothing\\.yaml:\\d+");
    }

    @Test
    void certificates_are_made_and_shown() throws IOException {
        Path out = work.resolve("certs");
        Partner.Ended made =
                partner.types("certs", "make", "--plan", "../certs-sample/plan.yaml", "--out", out.toString());
        assertThat(made.code()).as(made.said()).isZero();

        Partner.Ended shown = partner.types(
                "certs", "show", out.resolve("northshire-children").toString());

        assertThat(shown.code()).isZero();
        assertThat(shown.said())
                .contains("whose: CN=northshire-children,OU=encryption")
                .contains("for: tls-client")
                .contains("for: signing")
                .contains("for: encryption")
                .contains("364 days left")
                .contains("sample: yes: refused outside the sandbox");
        assertThat(partner.types("certs", "show", work.resolve("agencies").toString())
                        .code())
                .isEqualTo(3);
        Path plan = Files.writeString(work.resolve("plan.yaml"), "authority: [");
        assertThat(partner.types("certs", "make", "--plan", plan.toString(), "--out", out.toString())
                        .code())
                .isEqualTo(3);
    }

    private static void explains(Boolean... permitted) {
        String answers = Stream.of(permitted).map("""
                {"agency":"northshire-police","team":"public-protection","role":"safeguarding-officer","permitted":%s,
                 "sentences":["Everything would be released, under OMA14."]}"""::formatted).collect(Collectors.joining(","));
        partner.server()
                .stubFor(post(urlEqualTo("/v1/decisions/explain"))
                        .willReturn(aResponse()
                                .withBody("{\"configuration\":\"%s\",\"answers\":[%s]}"
                                        .formatted("0".repeat(64), answers))));
    }
}
