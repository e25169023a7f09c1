package org.concordat.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.wss4j.common.WSEncryptionPart;
import org.apache.wss4j.common.crypto.Crypto;
import org.apache.wss4j.dom.WSConstants;
import org.apache.xml.security.parser.XMLParserException;
import org.apache.xml.security.utils.XMLUtils;
import org.concordat.certs.sample.Issued;
import org.concordat.gateway.envelope.Envelope;
import org.concordat.gateway.envelope.Envelope.Algorithms;
import org.concordat.gateway.envelope.SoapSystem;
import org.concordat.routes.hop.Admit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;

/** What is done to envelopes on their way, or by agencies themselves: each is answered with a fault, and no door opens. */
class EnvelopeAttacksTest extends EdgeTest {
    private static final String POLICE = "northshire-police";
    private static final String REFUSED = "identity.envelope-refused";
    private static final String ALGORITHM = "identity.envelope-algorithm";
    private static final String MALFORMED = "request.malformed";
    private static final String HONEST = content("<honest/>");
    private static final Pattern CODE = Pattern.compile("Code>([^<]+)<");

    private Crypto police;
    private int honest;

    /** So that what is refused is the crime. */
    @BeforeEach
    void an_honest_envelope_is_taken() throws Exception {
        police = crypto(POLICE);
        honest = 1;
        HttpResponse<byte[]> answer = send(envelope().timed(300).signed().encrypted());
        assertThat(answer.statusCode()).as(text(answer)).isEqualTo(200);
        assertThat(text(answer))
                .contains("SignatureConfirmation", "EncryptedData")
                .doesNotContain(JWS);
        assertThat(edge.doors.knocks).containsExactly("submit " + POLICE);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("org.concordat.gateway.Wrappings#all")
    void a_signature_that_is_wrapped_protects_nothing(String title, String code, Consumer<Envelope> crime)
            throws Exception {
        refused(code, envelope().timed(300).signed().altered(crime).encrypted());
    }

    static Stream<Arguments> unsigned() {
        return Stream.of("Body", "Timestamp", "Action", "MessageID", "To").map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("unsigned")
    void what_must_be_signed_is_missed(String part) throws Exception {
        refused(REFUSED, envelope().without(part).timed(300).signed().encrypted());
    }

    static Stream<Arguments> algorithms() {
        Algorithms good = Algorithms.CONTRACTS;
        return Stream.of(
                Arguments.of(
                        "RSA 1.5",
                        new Algorithms(
                                good.signature(), good.digest(), good.content(), WSConstants.KEYTRANSPORT_RSA15)),
                Arguments.of(
                        "OAEP with SHA-1",
                        new Algorithms(
                                good.signature(), good.digest(), good.content(), WSConstants.KEYTRANSPORT_RSAOAEP)),
                Arguments.of("OAEP with a mask by SHA-1", good.masked(WSConstants.MGF_SHA1)),
                Arguments.of(
                        "a SHA-1 digest",
                        new Algorithms(good.signature(), WSConstants.SHA1, good.content(), good.key())),
                Arguments.of(
                        "a SHA-1 signature",
                        new Algorithms(WSConstants.RSA_SHA1, good.digest(), good.content(), good.key())),
                Arguments.of("CBC", new Algorithms(good.signature(), good.digest(), WSConstants.AES_256, good.key())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("algorithms")
    void an_algorithm_that_the_policy_does_not_name_is_not_even_tried(String title, Algorithms algorithms)
            throws Exception {
        refused(ALGORITHM, envelope().by(algorithms).timed(300).signed().encrypted());
    }

    @Test
    void a_body_in_clear_is_refused() throws Exception {
        refused(REFUSED, envelope().timed(300).signed());
    }

    @Test
    void what_nobody_signed_is_refused() throws Exception {
        refused(REFUSED, envelope().timed(300).encrypted());
        refused(REFUSED, envelope());
    }

    @Test
    void what_has_no_timestamp_is_refused() throws Exception {
        refused(REFUSED, envelope().without("Timestamp").signed().encrypted());
    }

    @Test
    void an_envelope_that_comes_again_is_refused() throws Exception {
        byte[] once = envelope().timed(300).signed().encrypted().bytes();
        assertThat(send(once).statusCode()).isEqualTo(200);
        honest = 2;
        refused(REFUSED, once);
        refused(
                REFUSED,
                new String(once, StandardCharsets.UTF_8)
                        .replace("<s:Header>", "<s:Header> ")
                        .getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void an_old_envelope_is_refused_and_one_of_the_future() throws Exception {
        var now = Clock.systemUTC().instant();
        refused(
                REFUSED,
                envelope()
                        .timed(now.minus(Duration.ofMinutes(10)), 3600)
                        .signed()
                        .encrypted());
        refused(
                REFUSED,
                envelope().timed(now.minus(Duration.ofMinutes(2)), 60).signed().encrypted());
        refused(
                REFUSED,
                envelope().timed(now.plus(Duration.ofMinutes(10)), 300).signed().encrypted());
    }

    @Test
    void a_certificate_that_is_registered_for_nobody_signs_nothing() throws Exception {
        refused("identity.signer-not-registered", Envelope.honest("Submit", HONEST, crypto("stranger")));
    }

    @Test
    void another_agencys_certificate_is_of_no_use_without_its_key() throws Exception {
        String others = Base64.getEncoder()
                .encodeToString(
                        edge.envelopes.get("nps-north-east").certificate().getEncoded());
        refused(
                REFUSED,
                envelope()
                        .timed(300)
                        .signed()
                        .altered(e -> e.security()
                                .getElementsByTagNameNS("*", "BinarySecurityToken")
                                .item(0)
                                .setTextContent(others))
                        .encrypted());
    }

    @Test
    void answers_go_nowhere_else() throws Exception {
        for (String header : new String[] {"ReplyTo", "FaultTo"}) {
            refused(
                    "request.addressing",
                    envelope()
                            .altered(e -> {
                                Element to = e.document.createElementNS(Envelope.WSA, "a:" + header);
                                to.appendChild(e.document.createElementNS(Envelope.WSA, "a:Address"))
                                        .setTextContent("https://elsewhere.example/");
                                e.soapHeader().appendChild(to);
                            })
                            .timed(300)
                            .signed()
                            .encrypted());
        }
    }

    @Test
    void nothing_is_hidden_but_the_bodys_content() throws Exception {
        for (WSEncryptionPart part : List.of(
                new WSEncryptionPart("Action", Envelope.WSA, "Content"),
                new WSEncryptionPart("Action", Envelope.WSA, "Header"),
                new WSEncryptionPart("Signature", Envelope.DS, "Element"))) {
            refused(REFUSED, envelope().timed(300).signed().encrypted().encrypted(part));
        }
    }

    static Stream<Arguments> forms() {
        String envelope = "<s:Envelope xmlns:s='" + Envelope.SOAP + "'>";
        String bomb = "<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;'>";
        return Stream.of(
                Arguments.of("a document type", "<!DOCTYPE s>" + envelope + "<s:Body/></s:Envelope>"),
                Arguments.of(
                        "an entity of the machine's",
                        "<!DOCTYPE s [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" + envelope
                                + "<s:Body>&x;</s:Body></s:Envelope>"),
                Arguments.of(
                        "entities in entities",
                        "<!DOCTYPE s [" + bomb + "]>" + envelope + "<s:Body>&c;</s:Body></s:Envelope>"),
                Arguments.of("an instruction", envelope + "<?do it?><s:Body/></s:Envelope>"),
                Arguments.of("depth", envelope + "<s:Body>" + "<a>".repeat(5000) + "</s:Envelope>"),
                Arguments.of("breadth", envelope + "<s:Body>" + "<a/>".repeat(5000) + "</s:Body></s:Envelope>"),
                Arguments.of("attributes", envelope + "<s:Body " + attributes(200) + "/></s:Envelope>"),
                Arguments.of("half an envelope", envelope + "<s:Body>"),
                Arguments.of("another document", "<a/>"),
                Arguments.of("no document", "Mallory"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void what_is_no_envelope_is_refused(String title, String text) throws Exception {
        refused(MALFORMED, text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void depth_that_was_hidden_by_encryption_is_refused() throws Exception {
        String deep = "<a>".repeat(20_000) + "</a>".repeat(20_000);
        Envelope envelope =
                Envelope.of("Submit", deep, police).timed(300).signed().encrypted();
        HttpResponse<byte[]> answer = send(envelope);
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(code(answer)).isIn(REFUSED, MALFORMED);
    }

    @Test
    void breadth_that_was_hidden_by_encryption_is_refused_before_a_tree_is_made_of_it() throws Exception {
        String broad = "<a/>".repeat(100_000);
        HttpResponse<byte[]> answer =
                send(Envelope.of("Submit", broad, police).timed(300).signed().encrypted());
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(code(answer)).isEqualTo(REFUSED);
        assertThatThrownBy(() -> XMLUtils.read(
                        new ByteArrayInputStream(("<a>" + broad + "</a>").getBytes(StandardCharsets.US_ASCII)), true))
                .as("what decrypted content is read by")
                .isInstanceOf(XMLParserException.class);
    }

    @Test
    void what_is_too_large_is_refused_before_it_is_read() throws Exception {
        refused("request.too-large", new byte[Admit.LARGEST + 1]);
    }

    @Test
    void attachments_are_counted_too() throws Exception {
        byte[] large = "x".repeat(Admit.LARGEST).getBytes(StandardCharsets.US_ASCII);
        refusedWith(
                "request.too-large", multipart(envelope().timed(300).signed().encrypted(), large));
    }

    @Test
    void what_is_attached_in_clear_is_refused() throws Exception {
        byte[] document = "<in-clear/>".getBytes(StandardCharsets.US_ASCII);
        refusedWith(
                "identity.envelope-attachment",
                multipart(envelope().timed(300).signed().encrypted(), document));
        // where the reference was encrypted, what it refers to is missing from what was signed
        refusedWith(
                REFUSED,
                multipart(Envelope.honest("Submit", "<g:Disclosure>" + INCLUDE + "</g:Disclosure>", police), document));
        refusedWith(
                "identity.envelope-attachment",
                multipart(
                        Envelope.of("Submit", "<g:Disclosure>" + INCLUDE + "</g:Disclosure>", police)
                                .timed(300)
                                .signed(),
                        document));
    }

    private static final String INCLUDE =
            "<x:Include xmlns:x='http://www.w3.org/2004/08/xop/include' href='cid:attached'/>";

    private static final String MULTIPART =
            "multipart/related; type=\"application/xop+xml\"; start=\"<root>\"; boundary=b;"
                    + " start-info=\"text/xml\"";

    /** An envelope and what comes beside it (XOP). */
    private static byte[] multipart(Envelope root, byte[] attached) throws Exception {
        String before = "--b\r\nContent-Type: application/xop+xml; charset=UTF-8; type=\"text/xml\"\r\n"
                + "Content-ID: <root>\r\n\r\n" + new String(root.bytes(), StandardCharsets.UTF_8)
                + "\r\n--b\r\nContent-Type: application/octet-stream\r\nContent-ID: <attached>\r\n\r\n";
        return (before + new String(attached, StandardCharsets.US_ASCII) + "\r\n--b--\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String attributes(int count) {
        StringBuilder attributes = new StringBuilder();
        for (int i = 0; i < count; i++) {
            attributes.append("a").append(i).append("='' ");
        }
        return attributes.toString();
    }

    private static String content(String document) {
        return "<g:Disclosure>"
                + Base64.getEncoder().encodeToString(document.getBytes(StandardCharsets.US_ASCII))
                + "</g:Disclosure>";
    }

    private Envelope envelope() throws Exception {
        return Envelope.of("Submit", HONEST, police);
    }

    private Crypto crypto(String signer) throws Exception {
        Issued own = edge.envelopes.get(signer);
        return SoapSystem.crypto(own, edge.ownEnvelope());
    }

    private void refused(String code, Envelope envelope) throws Exception {
        refused(code, envelope.bytes());
    }

    private void refused(String code, byte[] envelope) throws Exception {
        refused(code, send(envelope));
    }

    private void refusedWith(String code, byte[] parts) throws Exception {
        refused(code, edge.as(POLICE).post("/v1/soap", MULTIPART, parts));
    }

    private void refused(String code, HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).as(text(answer)).isEqualTo(500);
        assertThat(code(answer)).as(text(answer)).isEqualTo(code);
        assertThat(text(answer)).contains("faultcode").doesNotContain("Mallory", "root:", "org.apache", "wss4j");
        assertThat(edge.doors.knocks).as("who knocked").hasSizeLessThanOrEqualTo(honest);
    }

    private HttpResponse<byte[]> send(Envelope envelope) throws Exception {
        return send(envelope.bytes());
    }

    private HttpResponse<byte[]> send(byte[] envelope) throws Exception {
        return edge.as(POLICE).post("/v1/soap", "text/xml; charset=UTF-8", envelope);
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static String code(HttpResponse<byte[]> answer) {
        Matcher code = CODE.matcher(text(answer).replaceAll("faultcode>[^<]*<", ""));
        return code.find() ? code.group(1) : "";
    }
}
