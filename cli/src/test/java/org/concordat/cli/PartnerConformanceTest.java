package org.concordat.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.concordat.certs.sample.KeyType;
import org.concordat.certs.sample.SampleAuthority;
import org.concordat.certs.sample.Store;
import org.concordat.cli.conformance.ConformanceCase;
import org.concordat.schemas.terminology.AgencyId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kit finds what a partner's own system does wrong with what is pushed to it, and nothing else. */
class PartnerConformanceTest {
    private static final AgencyId CHILDREN = new AgencyId("northshire-children");
    private static final Path DRAFT = Path.of("..", "sandbox/src/main/resources/northshire/drafts/check-request.xml");
    private static final Clock REAL = Clock.systemUTC();

    @TempDir
    private static Path folder;

    private static Partner known;

    @BeforeAll
    static void keys() throws Exception {
        known = Partner.start(folder);
        Partner.northshire(folder);
        Instant now = REAL.instant();
        shown(known.authority(), "expired", now.minusSeconds(7200), now.minusSeconds(3600));
        SampleAuthority other = SampleAuthority.create(folder.resolve("other"), "CN=Another Authority,C=GB", REAL);
        shown(other, "stranger", now.minusSeconds(60), now.plusSeconds(3600));
    }

    @AfterAll
    static void stop() {
        known.close();
    }

    @Test
    void the_cases_are_numbered_and_most_of_them_are_not_to_be_taken() {
        List<ConformanceCase> cases = ConformanceCase.all(ConformanceCase.PARTNER);
        assertThat(cases).hasSizeGreaterThan(20);
        assertThat(cases.stream().map(ConformanceCase::number).sorted())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, cases.size()).boxed().toList());
        assertThat(cases).filteredOn(one -> !one.expect().taken().orElseThrow()).hasSizeGreaterThan(15);
    }

    @Test
    void a_title_is_a_sentence_that_says_what_must_come_of_it() {
        assertThat(ConformanceCase.all(ConformanceCase.PARTNER))
                .allSatisfy(
                        one -> assertThat(one.title()).containsPattern(" (is|are) .*(taken|fault)| may hand over$"));
    }

    @Test
    void a_careful_partner_passes_every_case() throws Exception {
        try (CarefulPartner partner = new CarefulPartner(CHILDREN, known.certificates(), "partner")) {
            Partner.Ended ended = tried(partner.address());
            assertThat(ended.code()).as(ended.said()).isZero();
            assertThat(ended.said()).contains("23 of 23 cases are as they must be");
        }
    }

    @Test
    void so_does_one_that_is_called_by_soap() throws Exception {
        try (CarefulPartner partner = new CarefulPartner(CHILDREN, known.certificates(), "partner")) {
            Partner.Ended ended = called(partner.address());
            assertThat(ended.code()).as(ended.said()).isZero();
            assertThat(ended.said())
                    .contains("(soap, sealed, CMS): 26 of 26 cases are as they must be.")
                    .doesNotContain("Do not apply");
        }
    }

    @Test
    void who_acknowledges_every_envelope_is_found() throws Exception {
        Partner.Ended ended = calledWhereAllAnswer("<Delivered xmlns='urn:concordat:delivery:1'/>");
        assertThat(ended.code()).as(ended.said()).isEqualTo(1);
        assertThat(ended.said())
                .contains("NOT SO: 24. An envelope of another version of SOAP")
                .contains("NOT SO: 26. What is in another namespace than the contract's is answered by a fault")
                .doesNotContain("NOT SO: 1. ");
    }

    @Test
    void a_fault_is_no_acknowledgement_whatever_its_status() throws Exception {
        Partner.Ended ended = calledWhereAllAnswer("<s:Fault/>");
        assertThat(ended.said())
                .contains("NOT SO: 1. A copy is taken. The answer was 200, a fault.")
                .doesNotContain("NOT SO: 26. ");
    }

    @Test
    void who_takes_everything_is_found() throws Exception {
        known.forget();
        known.server().stubFor(any(anyUrl()).willReturn(aResponse().withStatus(200)));
        Partner.Ended ended = tried("https://localhost:" + known.server().httpsPort() + "/push");
        assertThat(ended.code()).as(ended.said()).isEqualTo(1);
        assertThat(ended.said())
                .contains("NOT SO: 14. A body that is garbage is not taken")
                .contains("NOT SO: 17. A copy that is sealed to another agency")
                .contains("NOT SO: 21. A copy that was altered after its release")
                .doesNotContain("NOT SO: 1. ");
    }

    @Test
    void who_gives_receipts_for_other_bytes_is_found() throws Exception {
        known.forget();
        known.server()
                .stubFor(any(anyUrl())
                        .willReturn(aResponse()
                                .withHeader("Content-Type", "application/jose")
                                .withBody("a.b.c")));
        Partner.Ended ended = tried("https://localhost:" + known.server().httpsPort() + "/push");
        assertThat(ended.said()).contains("NOT SO: 1. A copy is taken").contains("with a receipt that does not hold");
    }

    @Test
    void what_cannot_be_tried_for_want_of_a_certificate_is_said() throws Exception {
        Path expired = known.certificates().resolve("expired/tls.p12");
        Files.move(expired, folder.resolve("away.p12"));
        try (CarefulPartner partner = new CarefulPartner(CHILDREN, known.certificates(), "partner")) {
            Partner.Ended ended = tried(partner.address());
            assertThat(ended.code()).as(ended.said()).isZero();
            assertThat(ended.said()).contains("22 of 22 cases").contains("for want of a certificate: 1.");
        } finally {
            Files.move(folder.resolve("away.p12"), expired);
        }
    }

    @Test
    void a_system_that_cannot_be_reached_refuses_nothing() throws Exception {
        String nobody;
        try (CarefulPartner partner = new CarefulPartner(CHILDREN, known.certificates(), "partner")) {
            nobody = partner.address();
        }
        Partner.Ended ended = tried(nobody);
        assertThat(ended.code()).as(ended.said()).isEqualTo(1);
        assertThat(ended.said()).contains("): 0 of 2").contains("cannot be reached");
    }

    @Test
    void who_collects_from_a_mailbox_has_no_system_to_be_tried() throws Exception {
        Partner.Ended ended = types("northshire-police");
        assertThat(ended.said()).contains("northshire-police is reached over neither REST nor SOAP");
        assertThat(types("northshire-nobody").said()).contains("is not an agency of the bundle");
    }

    private static Partner.Ended tried(String address) throws IOException {
        Path file = folder.resolve("agencies/northshire-children.yaml");
        String yaml = Files.readString(file).replaceAll("address: \"[^\"]*\"", "address: \"" + address + "\"");
        Files.writeString(file, yaml);
        return types(CHILDREN.value());
    }

    /** By the contract that the gateway gives to partners, behind TLS alone. */
    /** Every request is answered with this body, whatever it was. */
    private static Partner.Ended calledWhereAllAnswer(String body) throws Exception {
        known.forget();
        known.server()
                .stubFor(any(anyUrl())
                        .willReturn(aResponse()
                                .withHeader("Content-Type", "text/xml")
                                .withBody("<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body>"
                                        + body + "</s:Body></s:Envelope>")));
        return called("https://localhost:" + known.server().httpsPort() + "/push");
    }

    private static Partner.Ended called(String address) throws IOException {
        Path file = folder.resolve("agencies/northshire-children.yaml");
        String before = Files.readString(file);
        String soap = "connection: {connector: soap, address: \"" + address + "\", wsdl: delivery.wsdl,"
                + " service: Receiver, port: Receiver, operation: Deliver, envelopes: in-clear}\n";
        String contract = Files.readString(Path.of("..", "protection/src/main/resources/soap/delivery.wsdl"))
                .replaceAll("(?s)<wsp:PolicyReference[^>]*/>|<wsp:Policy wsu:Id.*</wsp:Policy>(?=\\s*</wsdl:def)", "");
        Files.createDirectories(folder.resolve("wsdl"));
        Files.writeString(folder.resolve("wsdl/delivery.wsdl"), contract);
        try {
            Files.writeString(file, before.replaceFirst("(?ms)^connection: .*", "") + soap);
            return types(CHILDREN.value());
        } finally {
            Files.writeString(file, before);
        }
    }

    private static Partner.Ended types(String partner) throws IOException {
        Path environment = folder.resolve("environment-with-bundle");
        try (Stream<String> lines = Files.lines(folder.resolve("environment"))) {
            Files.write(
                    environment,
                    Stream.concat(lines, Stream.of("CONFIGURATION=.")).toList());
        }
        String draft = Files.readString(DRAFT)
                .replace("${NOW}", "2026-03-02T09:00:00Z")
                .replace("${HEARING}", "2026-03-02T14:00:00Z");
        return known.run(
                Map.of("CONCORDAT_ENVIRONMENT", environment.toString(), "CONCORDAT_AS", Partner.AGENCY),
                "agency",
                "conformance",
                "--partner",
                partner,
                "--draft",
                Files.writeString(folder.resolve("draft.xml"), draft).toString());
    }

    private static void shown(SampleAuthority authority, String name, Instant from, Instant until) throws Exception {
        authority
                .issue(new X500Principal("CN=" + name + ",C=GB"), Store.TLS, KeyType.EC_P256, List.of(), from, until)
                .writeTo(known.certificates().resolve(name), "tls");
    }
}
