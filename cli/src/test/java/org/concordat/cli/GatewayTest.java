package org.concordat.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.http.Fault;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.concordat.certs.sample.Issued;
import org.concordat.certs.sample.KeyType;
import org.concordat.certs.sample.SampleAuthority;
import org.concordat.certs.sample.Store;
import org.concordat.cli.gateway.GatewayClient;
import org.concordat.cli.gateway.Tokens;
import org.concordat.cli.gateway.Wire;
import org.concordat.cli.outcome.Stopped;
import org.concordat.protection.key.AgencyKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How commands end on what the gateway and Keycloak say, over real TLS with sample certificates. */
class GatewayTest extends AtPartner {
    private static final String ID = "0190b5c2-7d1e-7c3a-9f00-0123456789ab";
    private static final String TOKEN = "/realms/concordat/protocol/openid-connect/token";

    @Test
    void the_token_is_asked_for_as_the_agency_and_shown_to_the_gateway() {
        answers("/v1/mailbox", 200, "{\"deliveries\":[],\"notices\":[]}");

        Partner.Ended ended = partner.types("mailbox");

        assertThat(ended.code()).isZero();
        assertThat(ended.out()).isEqualTo("Waiting: no deliveries, no notices.\n");
        partner.server()
                .verify(postRequestedFor(urlEqualTo(TOKEN))
                        .withFormParam("grant_type", equalTo("client_credentials"))
                        .withFormParam("client_id", equalTo(Partner.AGENCY)));
        partner.server()
                .verify(getRequestedFor(urlEqualTo("/v1/mailbox"))
                        .withHeader("Authorization", equalTo("Bearer a.b.c")));
    }

    @ParameterizedTest
    @CsvSource({
        "400, 1", "401, 1", "403, 1", "404, 6", "409, 1", "413, 3", "422, 1", "429, 5", "500, 5", "503, 5",
    })
    void each_sort_of_problem_has_its_exit_code(int status, int code) {
        partner.server()
                .stubFor(get(urlEqualTo("/v1/disclosures/" + ID))
                        .willReturn(Partner.problem(status, "clear.no-clause", "no agreement lets you")));

        Partner.Ended ended = partner.types("status", ID);

        assertThat(ended.code()).isEqualTo(code);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.said()).contains("no agreement lets you", "clear.no-clause");
        assertThat(ended.err()).contains("\nincident:         00000000-0000-4000-8000-000000000000");
    }

    @Test
    void findings_of_the_gateway_are_bad_input_and_all_printed() throws IOException {
        partner.server()
                .stubFor(post(urlEqualTo("/v1/disclosures"))
                        .willReturn(aResponse().withStatus(422).withBody("""
                {"code":"check.invalid","title":"This cannot be accepted as it stands","detail":"see the findings",
                 "findings":[
                  {"severity":"error","code":"schema.type","location":"/Disclosure/Section[2]","sentence":"write a date"},
                  {"severity":"query","code":"identifier.bad-check","location":"/Disclosure/Subject[1]","sentence":"look"}
                ]}""")));
        Path file = Files.writeString(work.resolve("any.xml"), "<any/>");

        Partner.Ended ended = partner.types("submit", file.toString());

        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.said())
                .contains("error schema.type /Disclosure/Section[2] write a date")
                .contains("query identifier.bad-check /Disclosure/Subject[1] look");
    }

    @Test
    void the_same_as_json_is_one_object_on_the_output() {
        partner.server()
                .stubFor(get(urlEqualTo("/v1/disclosures/" + ID))
                        .willReturn(Partner.problem(403, "admit.agency-mismatch", "another agency's")));

        Partner.Ended ended = partner.types("--json", "status", ID);

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out())
                .contains("\"code\" : \"admit.agency-mismatch\"", "\"exit\" : 1")
                .contains("\"incident\" : \"00000000-0000-4000-8000-000000000000\"");
    }

    @Test
    void a_token_that_is_refused_is_an_answer_and_one_that_cannot_be_made_is_not() {
        partner.server()
                .stubFor(post(urlEqualTo(TOKEN))
                        .willReturn(aResponse().withStatus(401).withBody("{\"error\":\"invalid_client\"}")));
        assertThat(partner.types("mailbox").code()).isEqualTo(1);
        assertThat(partner.types("mailbox").said()).contains("invalid_client");

        partner.server().stubFor(post(urlEqualTo(TOKEN)).willReturn(aResponse().withStatus(503)));
        assertThat(partner.types("mailbox").code()).isEqualTo(5);
    }

    @Test
    void an_agency_that_may_not_audit_is_told_so_and_not_only_keycloaks_word() {
        partner.server()
                .stubFor(post(urlEqualTo(TOKEN))
                        .willReturn(aResponse().withStatus(400).withBody("{\"error\":\"invalid_scope\"}")));

        Partner.Ended ended =
                partner.types("ledger", "export", "-o", work.resolve("ledger").toString());

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.said())
                .contains("nps-north-east may not do what this command needs")
                .contains("only an auditor's system reads the ledger")
                .contains("invalid_scope");
    }

    @Test
    void a_connection_that_breaks_off_is_to_be_tried_again() {
        partner.server().stubFor(any(anyUrl()).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));

        assertThat(partner.types("mailbox").code()).isEqualTo(5);
    }

    @Test
    void nobody_listening_is_to_be_tried_again() {
        partner.writeEnvironment(1);

        Partner.Ended ended = partner.types("mailbox");

        assertThat(ended.code()).isEqualTo(5);
        assertThat(ended.said()).contains("localhost:1 cannot be reached");
    }

    @Test
    void an_expired_certificate_of_our_own_is_an_answer() throws IOException, GeneralSecurityException {
        Instant now = Clock.systemUTC().instant();
        partner.authority()
                .issue(
                        new X500Principal("CN=late,OU=tls,O=Late,C=GB"),
                        Store.TLS,
                        KeyType.EC_P256,
                        List.of(),
                        now.minus(Duration.ofDays(9)),
                        now.minus(Duration.ofDays(1)))
                .writeTo(partner.certificates().resolve("late"), "tls");
        for (String store : List.of("signing.p12", "encryption.p12")) {
            Files.copy(
                    partner.certificates().resolve(Partner.AGENCY).resolve(store),
                    partner.certificates().resolve("late").resolve(store));
        }

        Partner.Ended ended = partner.types("--as", "late", "mailbox");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.said()).contains("tls.certificate-refused");
    }

    @Test
    void no_certificate_and_a_strangers_are_refused_too() throws Exception {
        Instant now = Clock.systemUTC().instant();
        Issued stranger = SampleAuthority.create(work, "CN=Stranger,C=GB", Clock.systemUTC())
                .issue(
                        new X500Principal("CN=" + Partner.AGENCY + ",C=GB"),
                        Store.TLS,
                        KeyType.EC_P256,
                        List.of(),
                        now.minus(Duration.ofDays(1)),
                        now.plus(Duration.ofDays(1)));
        for (Optional<AgencyKeys.Tls> shown : List.of(
                Optional.<AgencyKeys.Tls>empty(),
                Optional.of(new AgencyKeys.Tls(stranger.privateKey(), stranger.certificate())))) {
            GatewayClient client = new GatewayClient(
                    URI.create("https://localhost:" + partner.server().httpsPort()),
                    Wire.of(shown, partner.authority().certificate()),
                    Tokens.of("a.b.c"));

            assertThatThrownBy(client::mailbox)
                    .isInstanceOfSatisfying(
                            Stopped.class, e -> assertThat(e.code()).isEqualTo("tls.certificate-refused"));
        }
    }

    @Test
    void a_server_of_another_authority_is_told_nothing() throws IOException {
        Path others = Files.createDirectories(work.resolve("others"));
        try (Partner other = Partner.start(others)) {
            partner.writeEnvironment(other.server().httpsPort());

            Partner.Ended ended = partner.types("mailbox");

            assertThat(ended.code()).isEqualTo(5);
            assertThat(ended.said()).contains("tls.server-not-trusted");
            other.server().verify(0, postRequestedFor(anyUrl()));
        }
    }

    @Test
    void silence_is_said_to_be_silence() {
        answers("/v1/disclosures/" + ID, 200, """
                {"id":"%s","kind":"safeguarding-check-request","conversation":"%s","actor":"po-117",
                 "committed":"2026-03-02T09:00:00Z","respondBy":"2026-03-02T14:00:00Z","receipt":"a.b.c",
                 "recipients":[
                  {"agency":"northshire-police","team":"public-protection","role":"safeguarding-officer",
                   "delivery":"%s","state":"delivered","since":"2026-03-02T09:05:00Z","answer":"not-yet-answered"},
                  {"agency":"northshire-children","team":"front-door","role":"safeguarding-officer",
                   "delivery":"%s","state":"received","since":"2026-07-02T09:05:00Z","answer":"answered",
                   "answeredBy":"%s","readBy":"sw-22"}],
                 "notAsked":[{"agency":"northshire-council","team":"housing","role":"officer","code":"power.does-not-fit",
                   "because":"OMA14 needs a probation body at one end"}],
                 "outstanding":["northshire-police"]}""".formatted(ID, ID, ID, ID, ID));

        String said = partner.types("status", ID).said();

        assertThat(said)
                .contains("northshire-police (team public-protection, safeguarding-officer): was handed over; its"
                        + " receipt is missing since 2 March 2026, 09:05. No answer yet.")
                .contains("Checks outstanding: northshire-police. No answer yet is not \"nothing held\".")
                .contains("Read by sw-22. Answered")
                .contains("on 2 July 2026, 10:05") // summer time, as on a practitioner's clock
                .contains("was not asked. OMA14 needs a probation body at one end (power.does-not-fit)");
    }

    @Test
    void what_is_no_answer_of_a_gateway_is_never_an_empty_one() throws IOException {
        answers("/v1/mailbox", 200, "<html>Welcome</html>");
        answers("/v1/disclosures/" + ID, 200, "{}");
        answers("/v1/mailbox/" + ID, 200, "<html>Welcome</html>");
        Path file = work.resolve("sealed.p7m");

        assertThat(partner.types("mailbox").code()).isEqualTo(5);
        assertThat(partner.types("status", ID).code()).isEqualTo(5);
        assertThat(partner.types("collect", ID, "-o", file.toString()).code()).isEqualTo(5);
        assertThat(file).doesNotExist();
    }

    @Test
    void a_draft_of_a_consent_that_is_wrong_says_which_file_and_member() throws IOException {
        Path file = Files.writeString(work.resolve("said.json"), "{\"version\": 1, \"state\": \"maybe\"}");

        Partner.Ended ended = partner.types("consent", "record", file.toString());

        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.said())
                .contains("said.json: 'state': missing, or not one of given, refused, withdrawn")
                .doesNotContain("maybe");
    }

    @Test
    void an_override_is_shown_with_what_the_second_person_has_to_know() {
        answers("/v1/overrides/" + ID, 200, """
                {"id":"%s","state":"in-force","until":"2026-06-08T00:00:00Z",
                 "approveBy":"2026-06-02T16:30:00Z","approvedBy":"NPS-0012",
                 "proposal":{"digest":"abc","actor":"NPS-4471","emergency":true,"reason":"imminent-violence","kind":"contact-record",
                  "purpose":"domestic-abuse-safety","recipients":["safe-haven"],"categories":["identity","contact"]}}
                """.formatted(ID));

        assertThat(partner.types("override", "show", ID).said())
                .contains("is on record: in force.")
                .contains("until: 8 June 2026, 01:00")
                .contains("emergency: yes")
                .contains("approve by: 2 June 2026, 17:30")
                .contains("approved by: NPS-0012")
                .contains("digest: abc proposed by: NPS-4471")
                .contains("categories: contact, identity");
    }

    @Test
    void what_comes_from_others_cannot_steer_the_terminal() {
        partner.server()
                .stubFor(get(urlEqualTo("/v1/disclosures/" + ID))
                        .willReturn(Partner.problem(403, "x", "\\u001b[2Jgone\\u202e")));

        assertThat(partner.types("status", ID).err())
                .doesNotContain("\u001b", "\u202e")
                .contains("gone");
    }
}
