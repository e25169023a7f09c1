package org.concordat.strangers;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.concordat.sandbox.northshire.Northshire.CHILDREN;
import static org.concordat.sandbox.northshire.Northshire.POLICE;
import static org.concordat.sandbox.northshire.Northshire.PROBATION;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.concordat.sandbox.SharedStack;
import org.concordat.sandbox.story.Desk.Typed;
import org.concordat.strangers.Tool.Said;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What agencies prove with other people's tools of a check that went through the gateway. */
@ExtendWith(SharedStack.Extension.class)
class IndependentToolsIT {
    private static final String SENDERS = "(/*/*[local-name()='Signature'])[1]";
    private static final String GATEWAYS = "(/*/*[local-name()='Signature'])[2]";
    private static final int BROKEN = 4;

    @TempDir
    private static Path folder;

    private static Path certificates;
    private static AnsweredCheck check;

    @BeforeAll
    static void a_check_is_asked_and_answered(SharedStack stack) throws Exception {
        certificates = stack.northshire().certificates();
        check = AnsweredCheck.in(stack, folder);
    }

    @Test
    void openssl_with_probations_elliptic_key_opens_what_was_collected() throws Exception {
        assertThat(unsealed(PROBATION, check.collected())).hasSameBinaryContentAs(check.released());
    }

    @Test
    void openssl_with_childrens_services_rsa_key_opens_what_was_pushed() throws Exception {
        assertThat(unsealed(CHILDREN, check.pushed())).hasSameBinaryContentAs(check.read());
    }

    @Test
    void openssl_opens_nothing_with_another_agencys_key() throws Exception {
        assertThat(decrypt(POLICE, check.collected()).exit()).isNotZero();
    }

    @Test
    void xmlsec1_accepts_the_senders_signature_before_and_after_parts_were_withheld() throws Exception {
        assertThat(Files.readString(check.answer())).contains("Refuge Example House", "about a new address");
        assertThat(Files.readString(check.released())).doesNotContain("Refuge", "Southtown", "about a new address");

        for (Path document : List.of(check.answer(), check.released())) {
            accepted(byAnyoneOfTheAuthority(SENDERS, document));
            accepted(by(POLICE, SENDERS, document));
        }
    }

    @Test
    void xmlsec1_accepts_the_gateways_signature_over_what_it_released() throws Exception {
        accepted(byAnyoneOfTheAuthority(GATEWAYS, check.released()));
        accepted(by("gateway", GATEWAYS, check.released()));
    }

    @Test
    void xmlsec1_takes_no_signature_for_that_of_another() throws Exception {
        rejected(by("gateway", SENDERS, check.released()));
        rejected(by(POLICE, GATEWAYS, check.released()));
        rejected(by(CHILDREN, SENDERS, check.answer()));
    }

    @Test
    void xmlsec1_and_concordat_reject_a_kept_part_in_which_one_word_was_altered() throws Exception {
        Path altered = altered("cut lip", "bad day");

        rejected(byAnyoneOfTheAuthority(GATEWAYS, altered));
        rejected(by("gateway", GATEWAYS, altered));
        notOpened(altered, "signature.");
    }

    @Test
    void concordat_rejects_it_too_when_a_stranger_sealed_it_anew() throws Exception {
        Path altered = altered("cut lip", "bad day");
        Path sealed = folder.resolve("sealed-by-a-stranger.p7m");
        Tool.OPENSSL.out(
                folder,
                "cms -encrypt -binary -aes-256-gcm -outform DER -in",
                altered,
                "-out",
                sealed,
                "-recip",
                certificate(PROBATION, "encryption"),
                "-keyopt",
                "ecdh_kdf_md:sha256");

        assertThat(unsealed(PROBATION, sealed)).hasSameBinaryContentAs(altered);
        notOpened(sealed, "signature.");
    }

    @Test
    void xmllint_and_openssl_find_the_digest_of_every_part_in_the_signed_list() throws Exception {
        List<String> whole = parts(check.answer());
        List<String> kept = parts(check.released());
        assertThat(whole).hasSize(7);
        assertThat(kept).hasSize(4);
        assertThat(whole).containsAll(kept);
        assertThat(digests(check.released())).isEqualTo(digests(check.answer()));

        assertThat(unlisted(check.answer())).isEmpty();
        assertThat(unlisted(check.released())).isEmpty();
        assertThat(unlisted(altered("cut lip", "bad day"))).hasSize(1);
    }

    @Test
    void openssl_verifies_the_gateways_receipt() throws Exception {
        String[] receipt = check.receipt().split("\\.", -1);
        JsonNode header = json(receipt[0]);
        JsonNode said = json(receipt[1]);
        assertThat(header.path("alg").stringValue()).isEqualTo("ES256");
        assertThat(header.path("x5t#S256").stringValue()).isEqualTo(thumbprint("gateway"));

        assertThat(es256("gateway", receipt[0] + "." + receipt[1], receipt[2])).contains("Verified OK");
        assertThat(es256(POLICE, receipt[0] + "." + receipt[1], receipt[2])).contains("Verification failure");
        assertThat(es256("gateway", receipt[0] + "." + receipt[1] + "A", receipt[2]))
                .contains("Verification failure");

        assertThat(said.path("digest").stringValue()).isEqualTo(sha256(check.answer()));
        assertThat(said.at("/deliveries/0/released").stringValue()).isEqualTo(sha256(check.released()));
    }

    private static Path unsealed(String agency, Path sealed) throws Exception {
        Said said = decrypt(agency, sealed);
        assertThat(said.exit()).as(said.all()).isZero();
        return folder.resolve("unsealed.xml");
    }

    private static Said decrypt(String agency, Path sealed) throws Exception {
        return Tool.OPENSSL.run(
                folder,
                "cms -decrypt -inform DER -in",
                sealed,
                "-out",
                "unsealed.xml",
                "-inkey",
                certificates.resolve(agency).resolve("encryption.key"),
                "-recip",
                certificate(agency, "encryption"));
    }

    /** As the partner's guide has it: the document names its signer, whom the authority must have certified. */
    private static Said byAnyoneOfTheAuthority(String signature, Path document) throws Exception {
        return xmlsec1(signature, document, "x509 --trusted-pem", certificates.resolve("authority.crt"));
    }

    /** With the certificate from the partner's own register, whatever the document says. */
    private static Said by(String signer, String signature, Path document) throws Exception {
        return xmlsec1(signature, document, "key-name --pubkey-cert-pem", certificate(signer, "signing"));
    }

    private static Said xmlsec1(String signature, Path document, String key, Path certificate) throws Exception {
        return Tool.XMLSEC1.run(
                folder,
                "--verify --id-attr:id urn:concordat:disclosure:1:Header --enabled-key-data " + key,
                certificate,
                "--node-xpath",
                signature,
                document);
    }

    private static void accepted(Said said) {
        assertThat(said.exit()).as(said.all()).isZero();
        assertThat(said.all()).contains("OK").doesNotContain("FAIL");
    }

    private static void rejected(Said said) {
        assertThat(said.exit()).as(said.all()).isNotZero();
        assertThat(said.all()).contains("FAIL").doesNotContain("OK");
    }

    private static void notOpened(Path file, String code) throws Exception {
        Path written = folder.resolve("must-not-be-written.xml");
        Typed typed = check.probation().typeForJson("open", file.toString(), "-o", written.toString());
        assertThat(typed.exit()).as(typed.all()).isEqualTo(BROKEN);
        assertThat(typed.all()).contains(code);
        assertThat(typed.all()).doesNotContain("cut lip", "bad day");
        assertThat(written).doesNotExist();
    }

    private static Path altered(String word, String other) throws Exception {
        String released = Files.readString(check.released());
        assertThat(released).containsOnlyOnce(word);
        return Files.writeString(folder.resolve("altered.xml"), released.replace(word, other));
    }

    /** Their ids, as a tool lists them that knows nothing of our schema. */
    private static List<String> parts(Path document) throws Exception {
        String ids = Tool.XMLLINT.out(folder, "--xpath", "/*/*[not(local-name()='Header')]/@id", document);
        return Pattern.compile("id=\"([^\"]+)\"")
                .matcher(ids)
                .results()
                .map(id -> id.group(1))
                .toList();
    }

    private static List<String> digests(Path document) throws Exception {
        return Tool.XMLLINT
                .out(folder, "--xpath", "/*/*[1]/*[local-name()='Digests']/*/text()", document)
                .strip()
                .lines()
                .toList();
    }

    private static List<String> unlisted(Path document) throws Exception {
        List<String> unlisted = new ArrayList<>(parts(document));
        List<String> digests = digests(document);
        for (String id : parts(document)) {
            if (digests.contains(digest(id, document))) {
                unlisted.remove(id);
            }
        }
        return unlisted;
    }

    /** The partner's guide, line by line. */
    private static String digest(String id, Path document) throws Exception {
        String part = Tool.XMLLINT.out(folder, "--xpath", "/*/*[@id='" + id + "']", document);
        Path alone = Files.writeString(folder.resolve("part.xml"), part);
        Path canonical =
                Files.writeString(folder.resolve("canonical.xml"), Tool.XMLLINT.out(folder, "--exc-c14n", alone));
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(sha256(canonical)));
    }

    private static String sha256(Path file) throws Exception {
        return Tool.OPENSSL.out(folder, "dgst -sha256 -r", file).substring(0, 64);
    }

    /** What OpenSSL says. It wants as DER what a JWS has as two numbers side by side (RFC 7518 section 3.4). */
    private static String es256(String signer, String input, String signature) throws Exception {
        byte[] numbers = Base64.getUrlDecoder().decode(signature);
        assertThat(numbers).hasSize(64);
        Path form = Files.writeString(
                folder.resolve("signature.form"),
                "asn1=SEQUENCE:both\n[both]\nr=INTEGER:0x" + HexFormat.of().formatHex(numbers, 0, 32) + "\ns=INTEGER:0x"
                        + HexFormat.of().formatHex(numbers, 32, 64) + "\n");
        Tool.OPENSSL.out(folder, "asn1parse -noout -out signature.der -genconf", form);
        String key = Tool.OPENSSL.out(folder, "x509 -pubkey -noout -in", certificate(signer, "signing"));
        Path pem = Files.writeString(folder.resolve("signer.pem"), key);
        Path signed = Files.writeString(folder.resolve("signed.txt"), input, US_ASCII);
        return Tool.OPENSSL
                .run(folder, "dgst -sha256 -signature signature.der -verify", pem, signed)
                .all();
    }

    private static String thumbprint(String signer) throws Exception {
        String said = Tool.OPENSSL.out(folder, "x509 -noout -fingerprint -sha256 -in", certificate(signer, "signing"));
        String hex = said.strip().replaceAll("^.*=|:", "").toLowerCase(Locale.ROOT);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(HexFormat.of().parseHex(hex));
    }

    private static JsonNode json(String encoded) {
        return JsonMapper.builder()
                .build()
                .readTree(new String(Base64.getUrlDecoder().decode(encoded), UTF_8));
    }

    private static Path certificate(String holder, String use) {
        return certificates.resolve(holder).resolve(use + ".crt");
    }
}
