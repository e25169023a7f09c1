package org.concordat.strangers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.concordat.sandbox.northshire.Northshire.PROBATION;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.concordat.hostile.Drafts;
import org.concordat.protection.key.AgencyKeys;
import org.concordat.protection.key.TrustPolicy;
import org.concordat.sandbox.SharedStack;
import org.concordat.schemas.signature.RandomIds;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A SOAP system that is nobody's product: an envelope written by hand, signed and encrypted by xmlsec1, its key wrapped by
 * OpenSSL, sent by curl; and the answer opened and verified by the same.
 */
@ExtendWith(SharedStack.Extension.class)
class EnvelopeByHandIT {
    private static final Instant MORNING = Instant.parse("2026-11-24T09:10:00Z");
    private static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final String WSA = "http://www.w3.org/2005/08/addressing";
    private static final String WSS = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-";
    private static final String WSU = WSS + "wssecurity-utility-1.0.xsd";
    private static final String WSSE = WSS + "wssecurity-secext-1.0.xsd";
    private static final String WSSE11 = "http://docs.oasis-open.org/wss/oasis-wss-wssecurity-secext-1.1.xsd";
    private static final String DS = "http://www.w3.org/2000/09/xmldsig#";
    private static final String OAEP =
            "-pkeyopt rsa_padding_mode:oaep -pkeyopt rsa_oaep_md:sha256 -pkeyopt rsa_mgf1_md:sha256";

    @TempDir
    private static Path folder;

    private static SharedStack shared;
    private static Path certificates;

    @BeforeAll
    static void at_northshire(SharedStack stack) throws Exception {
        shared = stack;
        certificates = stack.northshire().certificates();
        stack.assembly().clock().set(MORNING);
    }

    @Test
    void a_check_is_submitted_and_its_receipt_opened_and_verified() throws Exception {
        String envelope = envelope(disclosure());
        Path answer = sent(envelope, 200);

        String opened = opened(answer);
        assertThat(opened).contains("Submitted").containsPattern("Receipt>[\\w-]+\\.[\\w-]+\\.[\\w-]+<");
        assertThat(only("SignatureConfirmation[^>]* Value=\"([^\"]+)\"", opened).replaceAll("\\s|&#13;|&#xD;", ""))
                .isEqualTo(only("SignatureValue>([^<]+)<", envelope).replaceAll("\\s", ""));
        assertThat(verified(opened, "gateway").exit()).isZero();
        assertThat(verified(opened, PROBATION).exit()).isNotZero();
        assertThat(verified(opened.replace("Repeated>false<", "Repeated>true<"), "gateway")
                        .exit())
                .isNotZero();
    }

    @Test
    void it_is_taken_once() throws Exception {
        String envelope = envelope(disclosure());
        sent(envelope, 200);
        assertThat(Files.readString(sent(envelope, 500))).contains("identity.envelope-refused");
    }

    @Test
    void one_letter_that_was_altered_after_it_was_signed_is_noticed() throws Exception {
        String signed = signed(disclosure());
        assertThat(signed).contains(">urn:uuid:");
        String altered = signed.replace(">urn:uuid:", ">urn:uuiD:");
        assertThat(Files.readString(sent(encrypted(altered), 500))).contains("identity.envelope-refused");
    }

    private static byte[] disclosure() throws Exception {
        Drafts drafts = new Drafts(shared.assembly().clock());
        AgencyKeys keys = AgencyKeys.read(certificates.resolve(PROBATION), TrustPolicy.SAMPLE_PASSWORD.toCharArray());
        return drafts.signed(drafts.draft("check-request").getBytes(UTF_8), keys.signing());
    }

    private static String envelope(byte[] disclosure) throws Exception {
        return encrypted(signed(disclosure));
    }

    private static String signed(byte[] disclosure) throws Exception {
        Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);
        String references = List.of("body", "time", "action", "message", "to").stream()
                .map(id -> "<Reference URI=\"#" + id + "\"><Transforms><Transform"
                        + " Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"/></Transforms><DigestMethod"
                        + " Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"/><DigestValue/></Reference>")
                .reduce("", String::concat);
        String token = Files.readString(certificate(PROBATION)).replaceAll("-----[^-]+-----|\\s", "");
        String text = "<s:Envelope xmlns:s=\"" + SOAP + "\" xmlns:u=\"" + WSU + "\"><s:Header xmlns:a=\"" + WSA + "\">"
                + "<a:Action u:Id=\"action\">urn:concordat:gateway:1:Submit</a:Action>"
                + "<a:MessageID u:Id=\"message\">urn:uuid:" + RandomIds.random() + "</a:MessageID>"
                + "<a:To u:Id=\"to\">https://gateway.example/v1/soap</a:To>"
                + "<o:Security xmlns:o=\"" + WSSE + "\" s:mustUnderstand=\"1\">"
                + "<u:Timestamp u:Id=\"time\"><u:Created>" + now + "</u:Created><u:Expires>" + now.plusSeconds(300)
                + "</u:Expires></u:Timestamp>"
                + "<o:BinarySecurityToken u:Id=\"token\" EncodingType=\"" + WSS
                + "soap-message-security-1.0#Base64Binary\" ValueType=\"" + WSS + "x509-token-profile-1.0#X509v3\">"
                + token + "</o:BinarySecurityToken>"
                + "<Signature xmlns=\"" + DS + "\"><SignedInfo><CanonicalizationMethod"
                + " Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"/><SignatureMethod"
                + " Algorithm=\"http://www.w3.org/2001/04/xmldsig-more#rsa-sha256\"/>" + references
                + "</SignedInfo><SignatureValue/><KeyInfo><o:SecurityTokenReference><o:Reference URI=\"#token\""
                + " ValueType=\"" + WSS + "x509-token-profile-1.0#X509v3\"/></o:SecurityTokenReference></KeyInfo>"
                + "</Signature></o:Security></s:Header><s:Body u:Id=\"body\">"
                + "<g:Submit xmlns:g=\"urn:concordat:gateway:1\"><g:Disclosure>"
                + Base64.getEncoder().encodeToString(disclosure)
                + "</g:Disclosure></g:Submit></s:Body></s:Envelope>";
        Path written = Files.writeString(folder.resolve("unsigned.xml"), text);
        return Tool.XMLSEC1.out(
                folder,
                "--sign --id-attr:Id " + WSU + ":Timestamp --id-attr:Id " + SOAP + ":Body --id-attr:Id " + WSA
                        + ":Action --id-attr:Id " + WSA + ":MessageID --id-attr:Id " + WSA + ":To --privkey-pem",
                certificates.resolve(PROBATION).resolve("envelope.key"),
                written);
    }

    /** The body's content, under a new key, which only the gateway can unwrap. */
    private static String encrypted(String signed) throws Exception {
        Path written = Files.writeString(folder.resolve("signed.xml"), signed);
        Tool.OPENSSL.out(folder, "rand -out session.key 32");
        Files.writeString(
                folder.resolve("template.xml"),
                "<x:EncryptedData xmlns:x=\"http://www.w3.org/2001/04/xmlenc#\" Id=\"content\""
                        + " Type=\"http://www.w3.org/2001/04/xmlenc#Content\"><x:EncryptionMethod"
                        + " Algorithm=\"http://www.w3.org/2009/xmlenc11#aes256-gcm\"/><x:CipherData><x:CipherValue/>"
                        + "</x:CipherData></x:EncryptedData>");
        String encrypted = Tool.XMLSEC1.out(
                folder,
                "--encrypt --aeskey session.key --node-xpath /*/*[local-name()='Body'] --xml-data",
                written,
                "template.xml");
        Tool.OPENSSL.out(
                folder,
                "pkeyutl -encrypt -certin -in session.key -out session.wrapped " + OAEP + " -inkey",
                certificate("gateway"));
        String wrapped = Base64.getEncoder().encodeToString(Files.readAllBytes(folder.resolve("session.wrapped")));
        String serial = Tool.OPENSSL.out(folder, "x509 -noout -serial -in", certificate("gateway"));
        String issuer = Tool.OPENSSL.out(folder, "x509 -noout -issuer -nameopt RFC2253 -in", certificate("gateway"));
        String key = "<x:EncryptedKey xmlns:x=\"http://www.w3.org/2001/04/xmlenc#\" Id=\"key\"><x:EncryptionMethod"
                + " Algorithm=\"http://www.w3.org/2009/xmlenc11#rsa-oaep\"><DigestMethod xmlns=\"" + DS
                + "\" Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"/><n:MGF"
                + " xmlns:n=\"http://www.w3.org/2009/xmlenc11#\""
                + " Algorithm=\"http://www.w3.org/2009/xmlenc11#mgf1sha256\"/></x:EncryptionMethod><KeyInfo xmlns=\""
                + DS
                + "\"><o:SecurityTokenReference><X509Data><X509IssuerSerial><X509IssuerName>"
                + issuer.strip().replaceFirst("issuer=\\s*", "") + "</X509IssuerName><X509SerialNumber>"
                + new BigInteger(serial.strip().replace("serial=", ""), 16)
                + "</X509SerialNumber></X509IssuerSerial></X509Data></o:SecurityTokenReference></KeyInfo><x:CipherData>"
                + "<x:CipherValue>" + wrapped + "</x:CipherValue></x:CipherData><x:ReferenceList><x:DataReference"
                + " URI=\"#content\"/></x:ReferenceList></x:EncryptedKey>";
        // what wraps the key stands before what was signed before it was encrypted
        return encrypted.replaceFirst("<Signature ", Matcher.quoteReplacement(key + "<Signature "));
    }

    private static Path sent(String envelope, int status) throws Exception {
        Path asked = Files.writeString(folder.resolve("envelope.xml"), envelope);
        Path answer = folder.resolve("answer.xml");
        Files.deleteIfExists(answer);
        Path own = certificates.resolve(PROBATION);
        String code = Tool.CURL.out(
                folder,
                "--silent --show-error --max-time 60 --header Content-Type:text/xml;charset=UTF-8 --write-out"
                        + " %{http_code} --output answer.xml --cacert",
                certificates.resolve("authority.crt"),
                "--cert",
                own.resolve("tls.crt"),
                "--key",
                own.resolve("tls.key"),
                "--data-binary",
                "@" + asked,
                shared.assembly().gateway().url().resolve("/v1/soap"));
        assertThat(code.strip()).as(Files.readString(answer)).isEqualTo(String.valueOf(status));
        return answer;
    }

    private static String opened(Path answer) throws Exception {
        String text = Files.readString(answer);
        assertThat(text).doesNotContain("Receipt");
        byte[] wrapped = Base64.getMimeDecoder().decode(only("EncryptedKey.*?CipherValue>([^<]+)<", text));
        Files.write(folder.resolve("session.wrapped"), wrapped);
        Tool.OPENSSL.out(
                folder,
                "pkeyutl -decrypt -in session.wrapped -out session.key " + OAEP + " -inkey",
                certificates.resolve(PROBATION).resolve("envelope.key"));
        return Tool.XMLSEC1.out(
                folder,
                "--decrypt --aeskey session.key --node-xpath //*[local-name()='Body']/*[local-name()='EncryptedData']",
                answer);
    }

    private static Tool.Said verified(String opened, String signer) throws Exception {
        List<String> words = new ArrayList<>(List.of("--verify --enabled-key-data key-name"));
        for (String signed : List.of(
                WSU + ":Timestamp",
                SOAP + ":Body",
                WSSE11 + ":SignatureConfirmation",
                WSA + ":Action",
                WSA + ":MessageID",
                WSA + ":To",
                WSA + ":RelatesTo")) {
            words.add("--id-attr:Id " + signed);
        }
        words.add("--pubkey-cert-pem");
        return Tool.XMLSEC1.run(
                folder,
                String.join(" ", words),
                certificate(signer),
                "--node-xpath",
                "//*[local-name()='Signature']",
                Files.writeString(folder.resolve("opened.xml"), opened));
    }

    private static Path certificate(String holder) {
        return certificates.resolve(holder).resolve("envelope.crt");
    }

    private static String only(String pattern, String text) {
        Matcher found = Pattern.compile(pattern, Pattern.DOTALL).matcher(text);
        assertThat(found.find()).as(pattern + " in " + text).isTrue();
        return found.group(1);
    }
}
