package org.concordat.routes.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.wss4j.dom.WSConstants;
import org.concordat.certs.sample.Issued;
import org.concordat.gateway.envelope.Envelope;
import org.concordat.gateway.envelope.Envelope.Algorithms;
import org.concordat.gateway.envelope.SoapSystem;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.agency.Endpoint;
import org.concordat.protection.agency.Wsdl;
import org.concordat.sandbox.machine.Ports;
import org.concordat.sandbox.partner.CaseworkSystem;
import org.concordat.sandbox.partner.EnvelopePolicy;
import org.concordat.sandbox.partner.RecordSystem;
import org.concordat.sandbox.partner.WebService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Partners' own systems, by their own contracts and formats; and answers that no honest system of theirs would give. */
class PartnerServicesTest {
    private static final Envelopes ENVELOPES = Envelopes.make();
    private static final UUID DELIVERY = UUID.fromString("0195563a-7c00-7000-8000-000000000001");
    private static final String EVENT = """
            <?xml version="1.0"?>
            <RegisterEvent xmlns="http://casework.crc-northshire.example/services/2014/06"><event>
              <ExternalRef>0195563a</ExternalRef><EventType>CASE ALLOCATED</EventType><ReceivedFrom>NPS</ReceivedFrom>
              <ServiceUser><CRN>X900001</CRN><Surname>Harrow-Example</Surname><DOB>14/03/1991</DOB></ServiceUser>
            </event></RegisterEvent>
            """;
    private static final String REPORT = """
            <i:IntakeReport xmlns:i="urn:northshire-police:records:intake:3"><i:SourceReference>0195563a</i:SourceReference>
            <i:Source>NPS</i:Source><i:ReportType>CHECK</i:ReportType>
            <i:Nominal role="SUBJECT"><i:FamilyName>Harrow-Example</i:FamilyName></i:Nominal></i:IntakeReport>
            """;

    @TempDir
    private Path folder;

    @Test
    void a_case_system_behind_tls_alone_registers_an_event_once() throws Exception {
        CaseworkSystem casework = new CaseworkSystem();
        int port = Ports.free(1).get(0);
        try (WebService service = WebService.start(
                port,
                Envelopes.own(folder),
                Envelopes.trusted(folder),
                casework,
                CaseworkSystem.CONTRACT,
                Map.of("schema-validation-enabled", "true"))) {
            Agency crc = ENVELOPES.registered(new Endpoint.Soap(
                    service.address(),
                    Envelopes.wsdl(CaseworkSystem.CONTRACT),
                    "CaseworkService",
                    "CaseworkSoap",
                    "RegisterEvent",
                    false));
            handOver(EVENT, crc);
            handOver(EVENT, crc);
            assertThat(casework.events())
                    .singleElement()
                    .satisfies(event ->
                            assertThat(event.getServiceUser().get(0).getDOB()).isEqualTo("14/03/1991"));
            // what its schema does not know is a fault of its system's, and a failed attempt
            assertFails(EVENT.replace("14/03/1991", "1991-03-14"), crc);
        }
    }

    @Test
    void a_record_system_files_a_report_that_came_signed_and_encrypted_once() throws Exception {
        RecordSystem records = new RecordSystem();
        int port = Ports.free(1).get(0);
        try (WebService service = WebService.start(
                port,
                Envelopes.own(folder),
                Envelopes.trusted(folder),
                records,
                RecordSystem.CONTRACT,
                EnvelopePolicy.of(
                        ENVELOPES.partnersStore(folder), ENVELOPES.partner().issuer()))) {
            Endpoint endpoint = new Endpoint.Soap(
                    service.address(),
                    Envelopes.wsdl(RecordSystem.CONTRACT),
                    "RecordsIntake",
                    "Intake",
                    "FileReport",
                    true);
            handOver(REPORT, ENVELOPES.registered(endpoint));
            handOver(REPORT, ENVELOPES.registered(endpoint));
            assertThat(records.reports())
                    .singleElement()
                    .satisfies(report -> assertThat(report.getNominal().get(0).getFamilyName())
                            .isEqualTo("Harrow-Example"));
            // who cannot open what is meant for the registered key answers nothing that counts
            assertFails(
                    REPORT, Envelopes.registered(endpoint, ENVELOPES.stranger().certificate()));
            assertThat(records.reports()).hasSize(1);
        }
    }

    @Test
    void an_answer_that_the_policy_finds_good_confirms_it() throws Exception {
        try (Canned canned =
                Canned.saying(answer().timed(300).signed().encrypted().bytes())) {
            assertThat(handOver(REPORT, canned.partner())).isEqualTo(new Handover.Confirmed(Optional.empty()));
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "in clear and unsigned",
                "signed alone",
                "encrypted alone",
                "without a timestamp",
                "of an hour ago",
                "signed by somebody else",
                "not the body that was signed"
            })
    void an_answer_that_it_does_not_is_a_failed_attempt(String crime) throws Exception {
        Envelope answer = switch (crime) {
            case "in clear and unsigned" -> answer();
            case "signed alone" -> answer().timed(300).signed();
            case "encrypted alone" -> answer().timed(300).encrypted();
            case "without a timestamp" -> answer().without("Timestamp").signed().encrypted();
            case "of an hour ago" ->
                answer().timed(java.time.Clock.systemUTC().instant().minusSeconds(3600), 300)
                        .signed()
                        .encrypted();
            case "signed by somebody else" ->
                answer(ENVELOPES.stranger()).timed(300).signed().encrypted();
            default ->
                answer().timed(300)
                        .signed()
                        .altered(e -> e.body().setTextContent("other"))
                        .encrypted();
        };
        try (Canned canned = Canned.saying(answer.bytes())) {
            assertFails(REPORT, canned.partner());
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "RSA 1.5, , , http://www.w3.org/2001/04/xmlenc#rsa-1_5",
        "a SHA-1 signature, http://www.w3.org/2000/09/xmldsig#rsa-sha1, , ",
        "a SHA-1 digest, , http://www.w3.org/2000/09/xmldsig#sha1, ",
        "OAEP by its old name, , , http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p"
    })
    void an_answer_by_another_algorithm_is_not_even_tried(String title, String signature, String digest, String key)
            throws Exception {
        Algorithms good = Algorithms.CONTRACTS;
        Algorithms bad = new Algorithms(
                signature == null ? good.signature() : signature,
                digest == null ? good.digest() : digest,
                WSConstants.AES_256_GCM,
                key == null ? good.key() : key);
        try (Canned canned =
                Canned.saying(answer().by(bad).timed(300).signed().encrypted().bytes())) {
            assertFails(REPORT, canned.partner());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Mallory", "<a/>", "<!DOCTYPE a><a/>", "<a><a><a>"})
    void what_is_no_envelope_is_no_answer(String text) throws Exception {
        try (Canned canned = Canned.saying(text.getBytes(StandardCharsets.UTF_8))) {
            assertFails(REPORT, canned.partner());
        }
    }

    @Test
    void an_answer_without_end_is_not_read_to_it() throws Exception {
        String elements = "<s:Envelope xmlns:s='" + Envelope.SOAP + "'><s:Body>" + "<a/>".repeat(100_000);
        try (Canned canned = Canned.saying(elements.getBytes(StandardCharsets.UTF_8))) {
            assertFails(REPORT, canned.partner());
        }
        try (Canned canned = Canned.saying(" ".repeat(2_000_000).getBytes(StandardCharsets.UTF_8))) {
            assertFails(REPORT, canned.partner());
        }
    }

    private static Handover handOver(String document, Agency partner) throws Exception {
        Payload payload = new Payload(document.strip().getBytes(StandardCharsets.UTF_8), "application/xml");
        return ENVELOPES.connector(ConnectorContract.PARTNER).handOver(DELIVERY, payload, partner);
    }

    private static void assertFails(String document, Agency partner) {
        assertThatThrownBy(() -> handOver(document, partner))
                .isInstanceOf(ConnectorFailed.class)
                .hasMessageNotContaining("Harrow")
                .hasMessageNotContaining("1991")
                .hasNoCause();
    }

    private static Envelope answer() throws Exception {
        return answer(ENVELOPES.partner());
    }

    private static Envelope answer(Issued signer) throws Exception {
        return Envelope.answering(
                "<i:IntakeAnswer xmlns:i='urn:northshire-police:records:intake:3'>"
                        + "<i:OccurrenceNumber>NS/1</i:OccurrenceNumber></i:IntakeAnswer>",
                SoapSystem.crypto(signer, ENVELOPES.gateway().certificate()));
    }

    /** A system at the partner's address, under its certificate, that always says the same. */
    private record Canned(HttpsServer server, ExecutorService hands) implements AutoCloseable {
        static Canned saying(byte[] words) throws Exception {
            HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            ExecutorService hands = Executors.newCachedThreadPool();
            server.setExecutor(hands);
            server.setHttpsConfigurator(
                    new HttpsConfigurator(ConnectorContract.PARTNER.trusting(ConnectorContract.GATEWAY)));
            server.createContext("/service", exchange -> {
                exchange.getRequestBody().readAllBytes();
                exchange.getResponseHeaders().set("Content-Type", "text/xml; charset=UTF-8");
                exchange.sendResponseHeaders(200, words.length == 0 ? -1 : words.length);
                exchange.getResponseBody().write(words);
                exchange.close();
            });
            server.start();
            return new Canned(server, hands);
        }

        Agency partner() {
            String soap11 = Envelopes.text(RecordSystem.CONTRACT).replace("/soap12/", "/soap/");
            return ENVELOPES.registered(new Endpoint.Soap(
                    Envelopes.address(server.getAddress().getPort()),
                    new Wsdl(soap11.getBytes(StandardCharsets.UTF_8)),
                    "RecordsIntake",
                    "Intake",
                    "FileReport",
                    true));
        }

        @Override
        public void close() {
            server.stop(0);
            hands.shutdownNow();
        }
    }
}
