package org.concordat.protection.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.concordat.protection.agency.Endpoint;
import org.concordat.protection.configuration.ConfigurationRejected.Finding;
import org.concordat.schemas.terminology.AgencyId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A web service is called by its own WSDL, which is in the bundle whole, and whose policy the gateway can meet: else it is told. */
class WsdlFilesTest {
    private static final String POLICE = "agencies/northshire-police.yaml";
    private static final String WSDL = "wsdl/intake.wsdl";
    private static final String CALLED = "the WSDL: operation 'Deliver' of port 'Receiver': ";

    private static final String HIDDEN = "<sp:EncryptedParts>\n          <sp:Body/>\n        </sp:EncryptedParts>";
    private static final String UNPROTECTED =
            "its policy does not have the body signed and encrypted, with a timestamp, both ways";

    @TempDir
    private Path folder;

    @TempDir
    private Path certificates;

    private String contract = "";

    @BeforeEach
    void northshire() throws Exception {
        try (Stream<Path> files = Files.walk(Northshire.folder())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                write(Northshire.folder().relativize(file).toString(), Files.readString(file));
            }
        }
        try (InputStream in = WsdlFilesTest.class.getResourceAsStream("/soap/delivery.wsdl")) {
            contract = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        write(WSDL, contract);
        connect("wsdl: intake.wsdl, service: Receiver, port: Receiver, operation: Deliver");
        Northshire.certificates(folder, certificates);
        Files.write(certificates.resolve("northshire-police/envelope.crt"), Northshire.envelopeCertificate());
    }

    @Test
    void its_digest_is_the_bundles() throws Exception {
        Configuration before = read();
        assertThat(before.agencies()
                        .find(new AgencyId("northshire-police"))
                        .orElseThrow()
                        .connection()
                        .endpoint())
                .isInstanceOfSatisfying(
                        Endpoint.Soap.class,
                        soap -> assertThat(soap.enveloped()).isTrue());
        write(WSDL, contract.replace("agency.example", "other.example"));
        assertThat(read().digest()).isNotEqualTo(before.digest());
        assertThat(Differences.between(before, read()))
                .as("who signs is told that it is another")
                .singleElement()
                .asString()
                .startsWith("File wsdl/intake.wsdl changes.");
    }

    @Test
    void who_names_none_takes_the_gateways() throws Exception {
        connect("time-out: PT5S");
        assertThat(read().digest()).isNotEmpty();
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                wsdl(
                        "another port",
                        "wsdl:port name=\"Receiver\"",
                        "wsdl:port name=\"Other\"",
                        CALLED + "there is none in service 'Receiver'"),
                wsdl(
                        "another service",
                        "wsdl:service name=\"Receiver\"",
                        "wsdl:service name=\"Other\"",
                        CALLED + "there is none in service 'Receiver'"),
                wsdl(
                        "another document",
                        "<xs:schema targetNamespace",
                        "<xs:schema><xs:include schemaLocation=\"http://elsewhere.example/x.xsd\"/></xs:schema><xs:schema targetNamespace",
                        "the WSDL: it refers to other documents, and is to be in one piece"),
                wsdl(
                        "a policy elsewhere",
                        "URI=\"#Protected\"",
                        "URI=\"http://elsewhere.example/policy\"",
                        "the WSDL: its policy is not in the same document, or not of WS-Policy 1.5",
                        CALLED + UNPROTECTED),
                wsdl(
                        "an older policy",
                        "http://www.w3.org/ns/ws-policy",
                        "http://schemas.xmlsoap.org/ws/2004/09/policy",
                        "the WSDL: its policy is not in the same document, or not of WS-Policy 1.5",
                        CALLED
                                + "it has no policy; that TLS alone protects envelopes is to be said: 'envelopes: in-clear'"),
                wsdl(
                        "RSA 1.5",
                        "<cxf:CustomAlgorithmSuite xmlns:cxf=\"http://cxf.apache.org/custom/security-policy\"/>",
                        "<sp:Basic256Sha256Rsa15/>",
                        CALLED + "its policy demands Basic256Sha256Rsa15"),
                wsdl(
                        "a password",
                        "<sp:Wss11>",
                        "<sp:SupportingTokens/><sp:Wss11>",
                        CALLED + "its policy demands SupportingTokens"),
                wsdl(
                        "a choice",
                        "<sp:IncludeTimestamp/>",
                        "<sp:IncludeTimestamp p:Optional=\"true\" xmlns:p=\"http://www.w3.org/ns/ws-policy\"/>",
                        CALLED + "its policy leaves a choice"),
                wsdl(
                        "an empty alternative",
                        "</wsp:All>",
                        "</wsp:All><wsp:Policy/>",
                        CALLED + "its policy leaves a choice"),
                wsdl(
                        "a policy in the policy",
                        "<sp:Wss11>",
                        "<wsp:PolicyReference URI=\"#Protected\"/><sp:Wss11>",
                        CALLED + "its policy demands PolicyReference"),
                wsdl(
                        "two policies of a name",
                        "</wsdl:definitions>",
                        "<wsp:Policy wsu:Id=\"Protected\"/></wsdl:definitions>",
                        "the WSDL: its policy is not in the same document, or not of WS-Policy 1.5"),
                wsdl(
                        "protection where it does not count",
                        HIDDEN,
                        "<sp:Layout><wsp:Policy>" + HIDDEN + "</wsp:Policy></sp:Layout>",
                        CALLED + UNPROTECTED),
                wsdl(
                        "a timestamp where it does not count",
                        "<sp:IncludeTimestamp/>",
                        "<sp:Layout><wsp:Policy><sp:IncludeTimestamp/></wsp:Policy></sp:Layout>",
                        CALLED + UNPROTECTED),
                wsdl(
                        "headers alone, first",
                        "<sp:SignedParts>",
                        "<sp:SignedParts><sp:Header Namespace=\"urn:x\"/></sp:SignedParts><sp:SignedParts>",
                        CALLED + UNPROTECTED),
                wsdl(
                        "answers in clear",
                        "<wsdl:output><wsp:PolicyReference URI=\"#Protected\"/>",
                        "<wsdl:output>",
                        CALLED + UNPROTECTED),
                wsdl(
                        "no answer",
                        "<wsdl:output message=\"tns:Delivered\" wsam:Action=\"urn:concordat:delivery:1:Delivered\"/>",
                        "",
                        CALLED + "it gives no answer"),
                wsdl(
                        "remote procedures",
                        "style=\"document\"",
                        "style=\"rpc\"",
                        CALLED + "it takes no documents as they are, by SOAP"),
                wsdl(
                        "something else to take",
                        "element=\"tns:Deliver\"",
                        "element=\"tns:Delivered\"",
                        CALLED
                                + "it takes {urn:concordat:delivery:1}Delivered, and without a mapping takes {urn:concordat:delivery:1}Deliver"),
                wsdl(
                        "a document type",
                        "<wsdl:definitions",
                        "<!DOCTYPE a><wsdl:definitions",
                        "the WSDL cannot be read: what it is given is no well-formed XML without a document type"),
                wsdl(
                        "no WSDL",
                        "wsdl:definitions",
                        "wsdl:somethings",
                        "the WSDL: it is no WSDL 1.1",
                        CALLED + "there is none in service 'Receiver'"));
    }

    private static Arguments wsdl(String title, String replaced, String with, String... findings) {
        return Arguments.of(title, replaced, with, List.of(findings));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void what_stands_in_the_way_is_told(String title, String replaced, String with, List<String> findings)
            throws IOException {
        assertThat(contract).contains(replaced);
        write(WSDL, contract.replace(replaced, with));
        assertThat(findings()).containsExactlyElementsOf(findings);
    }

    @Test
    void that_envelopes_go_in_clear_is_said_and_only_where_they_do() throws IOException {
        connect("wsdl: intake.wsdl, service: Receiver, port: Receiver, operation: Deliver, envelopes: in-clear");
        assertThat(findings())
                .containsExactly(CALLED + "its policy protects envelopes, and 'envelopes' says that they go in clear");
        write(WSDL, contract.replaceAll("<wsp:PolicyReference[^>]*/>", ""));
        assertThat(read().digest()).isNotEmpty();
        connect("wsdl: intake.wsdl, service: Receiver, port: Receiver, operation: Deliver");
        assertThat(findings())
                .containsExactly(CALLED
                        + "it has no policy; that TLS alone protects envelopes is to be said: 'envelopes: in-clear'");
    }

    @Test
    void whoever_is_encrypted_to_has_a_certificate_for_it() throws IOException {
        write(POLICE, Files.readString(folder.resolve(POLICE)).replaceAll("(?m)^  envelope: .*\n", ""));
        assertThat(findings())
                .containsExactly("envelopes are encrypted to the agency, and its 'certificates' have no 'envelope'");
    }

    @Test
    void one_that_is_not_there_is_told() throws IOException {
        Files.delete(folder.resolve(WSDL));
        assertThat(findings()).containsExactly("the file cannot be read");
    }

    private void connect(String settings) throws IOException {
        String police = Files.readString(Northshire.folder().resolve(POLICE));
        String connected = police.replaceFirst(
                "(?m)^connection: .*$",
                "connection: {connector: soap, address: \"https://police.example/intake\", " + settings + "}");
        write(
                POLICE,
                connected.contains("envelope:")
                        ? connected
                        : connected.replaceFirst(
                                "(?m)^(  encryption: .*)$", "$1\n  envelope: [northshire-police/envelope.crt]"));
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text, StandardCharsets.UTF_8);
    }

    private Configuration read() {
        try {
            return Configuration.read(folder, certificates, Northshire.KINDS);
        } catch (ConfigurationRejected rejected) {
            throw new AssertionError(rejected.findings().toString(), rejected);
        }
    }

    private List<String> findings() {
        ConfigurationRejected rejected = catchThrowableOfType(
                ConfigurationRejected.class, () -> Configuration.read(folder, certificates, Northshire.KINDS));
        assertThat(rejected).as("a rejection").isNotNull();
        return rejected.findings().stream().map(Finding::message).toList();
    }
}
