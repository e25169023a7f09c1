package org.concordat.schemas.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.concordat.schemas.Actors;
import org.concordat.schemas.disclosure.Part;
import org.concordat.schemas.disclosure.PartId;
import org.concordat.schemas.disclosure.SignedForm;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a partner proves with xmlsec1 and xmllint alone. Without the tools, skipped; where they are required, failing. */
class IndependentToolsTest {
    private static final String HEADER_ID = "--id-attr:id";
    private static final String HEADER = "urn:concordat:disclosure:1:Header";
    private static final String SENDERS = "(/*/*[local-name()='Signature'])[1]";
    private static final String GATEWAYS = "(/*/*[local-name()='Signature'])[2]";

    private static byte[] signed;
    private static byte[] released;
    private static VerifiedDisclosure verified;

    @TempDir
    private static Path folder;

    private static Path police;
    private static Path gateway;

    @BeforeAll
    static void sign() throws Exception {
        boolean present = present("xmlsec1") && present("xmllint");
        if (!present && "required".equals(System.getenv("CONCORDAT_TOOLS"))) {
            throw new AssertionError("CONCORDAT_TOOLS=required, and xmlsec1 or xmllint is missing");
        }
        assumeTrue(present, "xmlsec1 or xmllint is missing: what other tools say of our signatures was not tested");
        signed = Actors.signed("police-response.xml", Actors.POLICE);
        verified = new DisclosureVerifier().verify(Actors.parsed(signed), Actors.POLICE.certificate());
        Set<PartId> kept =
                new HashSet<>(verified.disclosure().parts().map(Part::id).toList());
        kept.remove(verified.disclosure().sections().get(2).id());
        kept.remove(verified.disclosure().sections().get(3).id());
        released = new Releaser(Actors.GATEWAY).release(verified, kept, RedactableSignatureTest.release());
        police = pem("police", Actors.POLICE.certificate());
        gateway = pem("gateway", Actors.GATEWAY.certificate());
    }

    @Test
    void xmlsec1_accepts_the_senders_signature_whole() throws Exception {
        assertThat(xmlsec(police, SENDERS, signed)).isZero();
    }

    @Test
    void xmlsec1_accepts_the_senders_signature_after_parts_were_withheld() throws Exception {
        assertThat(xmlsec(police, SENDERS, released)).isZero();
    }

    @Test
    void xmlsec1_accepts_the_gateways_signature_over_the_released_copy() throws Exception {
        assertThat(xmlsec(gateway, GATEWAYS, released)).isZero();
    }

    @Test
    void xmlsec1_takes_neither_signature_for_the_other() throws Exception {
        assertThat(xmlsec(gateway, SENDERS, released)).isNotZero();
        assertThat(xmlsec(police, GATEWAYS, released)).isNotZero();
    }

    @Test
    void xmlsec1_and_our_check_both_reject_a_released_copy_with_an_altered_part() throws Exception {
        String text = new String(released, StandardCharsets.UTF_8);
        byte[] altered =
                text.replace("<s:Incident>threats", "<s:Incident>assault").getBytes(StandardCharsets.UTF_8);
        assertThat(altered).isNotEqualTo(released);
        assertThat(xmlsec(gateway, GATEWAYS, altered)).isNotZero();
        // the core of the sender's signature proves the list and no part: that is what our check of each part is for
        assertThat(xmlsec(police, SENDERS, altered)).isZero();
        assertThat(org.assertj.core.api.Assertions.catchThrowableOfType(
                                SignatureBroken.class,
                                () -> new DisclosureVerifier()
                                        .verify(Actors.parsed(altered), Actors.POLICE.certificate()))
                        .code())
                .isEqualTo("signature.part-altered");
    }

    @Test
    void xmllint_gives_the_digest_that_the_list_has_for_each_part() throws Exception {
        Path document = write(released);
        for (Part part : Actors.parsed(released).parts().toList()) {
            Path alone = folder.resolve("part.xml");
            assertThat(run(alone, "xmllint", "--xpath", "/*/*[@id='" + part.id() + "']", document.toString()))
                    .isZero();
            // xmllint ends what it prints with a line of its own
            Files.writeString(alone, Files.readString(alone).strip());
            Path canonical = folder.resolve("canonical.xml");
            assertThat(run(canonical, "xmllint", "--exc-c14n", alone.toString()))
                    .isZero();
            byte[] digest = java.security.MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(canonical));
            assertThat(verified.disclosure().signedForm().listed())
                    .contains(
                            new SignedForm.Listed(part.id(), Base64.getEncoder().encodeToString(digest)));
        }
    }

    @Test
    void xmllint_finds_that_the_shipped_schemas_allow_what_we_sign_and_release() throws Exception {
        Path schemas = Path.of("src/main/resources/org/concordat/schemas/xsd/disclosure.xsd");
        assertThat(run(
                        folder.resolve("out"),
                        "xmllint",
                        "--nonet",
                        "--noout",
                        "--schema",
                        schemas.toString(),
                        write(signed).toString()))
                .isZero();
        assertThat(run(
                        folder.resolve("out"),
                        "xmllint",
                        "--nonet",
                        "--noout",
                        "--schema",
                        schemas.toString(),
                        write(released).toString()))
                .isZero();
    }

    private static int xmlsec(Path trusted, String signature, byte[] document) throws Exception {
        return run(
                folder.resolve("out"),
                "xmlsec1",
                "--verify",
                "--enabled-key-data",
                "x509",
                "--trusted-pem",
                trusted.toString(),
                "--verification-gmt-time",
                "2026-03-02 09:15:00",
                HEADER_ID,
                HEADER,
                "--node-xpath",
                signature,
                write(document).toString());
    }

    private static Path write(byte[] document) throws IOException {
        return Files.write(Files.createTempFile(folder, "disclosure", ".xml"), document);
    }

    private static Path pem(String name, X509Certificate certificate) throws IOException, CertificateEncodingException {
        return Files.writeString(
                folder.resolve(name + ".pem"),
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
    }

    private static boolean present(String tool) throws InterruptedException {
        try {
            return new ProcessBuilder(tool, "--version")
                            .redirectErrorStream(true)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException absent) {
            return false;
        }
    }

    private static int run(Path out, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(command))
                .redirectOutput(out.toFile())
                .redirectError(folder.resolve("errors").toFile())
                .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
