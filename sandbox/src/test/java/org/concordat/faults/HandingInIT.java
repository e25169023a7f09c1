package org.concordat.faults;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.MimeMessage;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.concordat.protection.envelope.Opener;
import org.concordat.protection.envelope.Sealed;
import org.concordat.protection.envelope.Sealer;
import org.concordat.protection.key.AgencyKeys;
import org.concordat.protection.key.TrustPolicy;
import org.concordat.protection.receipt.Receipt;
import org.concordat.protection.receipt.Statement;
import org.concordat.sandbox.SharedStack;
import org.concordat.sandbox.northshire.Northshire;
import org.concordat.sandbox.partner.Broker;
import org.concordat.sandbox.partner.FileServer;
import org.concordat.sandbox.partner.PostOffice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A check whose question comes in as a line of text that probation's system cannot sign, by file, and whose answers come in
 * by queue and by e-mail: over partners' real servers, with a kill between commit and answer.
 */
@ExtendWith(SharedStack.Extension.class)
class HandingInIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String QUEUE = "concordat.from-police";
    private static final String ANSWERS = "concordat.to-police";
    private static final String MASH = "mash@children.example";
    private static final String LINE = "2026-11-24T09:10:00Z;2026-11-24T12:10:00Z";

    private Ground ground;
    private FileServer files;
    private Broker broker;
    private PostOffice post;

    @Test
    void a_check_comes_in_by_file_and_its_answers_by_queue_and_by_e_mail(SharedStack shared, @TempDir Path folder)
            throws Exception {
        Path keys = keys(shared.northshire(), folder.resolve("keys"));
        Path partner = shared.northshire().certificates().resolve("partner/tls.p12");
        try (FileServer itsFiles = FileServer.start(
                        folder.resolve("files"),
                        AgencyKeys.pair(keys.resolve("ssh.p12"), password()).getPublic(),
                        List.of("out"));
                Broker itsBroker = Broker.start(
                        partner, shared.northshire().trusted(folder), List.of(QUEUE, ANSWERS, QUEUE + ".refused"));
                PostOffice itsPost = PostOffice.start(partner)) {
            files = itsFiles;
            broker = itsBroker;
            post = itsPost;
            try (Ground its = Ground.on(shared, Ground.HOME, this::handIn, settings(keys, folder))) {
                ground = its;
                Document question = byFile();
                byQueue(question);
                byMail(question);
                garbage();
            }
        }
    }

    /** The gateway is killed after the commit and before the answer: afterwards it is answered, and nothing is doubled. */
    private Document byFile() throws Exception {
        put("check-17.csv", LINE);
        await(() -> disclosures() == 1, "the commit");
        ground.gateway().kill();
        assertThat(files.file("out/working/check-17.csv")).exists();
        Files.createDirectories(files.file("answers"));
        ground.gateway().startAgain();
        Path receipt = files.file("answers/check-17.csv.receipt");
        await(() -> Files.exists(receipt), "the receipt");
        await(() -> Files.notExists(files.file("out/working/check-17.csv")), "it is gone");
        Statement.Committed committed = receipted(Files.readString(receipt));
        assertThat(committed.deliveries()).hasSize(2);
        assertThat(disclosures()).isEqualTo(1);

        Correspondent police = ground.correspondent(Northshire.POLICE);
        UUID delivery = delivery(committed, Northshire.POLICE);
        Document question = police.open(police.gateway().collect(delivery).body());
        assertThat(question.id()).isEqualTo(committed.disclosure());
        assertThat(new String(question.bytes(), StandardCharsets.UTF_8)).contains(" signer=\"adapter\"");
        return question;
    }

    private void byQueue(Document question) throws Exception {
        Document answer = answer(Northshire.POLICE, "police-answer", question);
        broker.send(QUEUE, "answer-1", answer.bytes());
        broker.send(QUEUE, "answer-1-again", answer.bytes());
        Statement.Committed committed = receipted(answered("answer-1-again"));
        assertThat(answered("answer-1")).isEqualTo(answered("answer-1-again"));
        arrives(committed, answer);
    }

    private void byMail(Document question) throws Exception {
        Document answer = answer(Northshire.CHILDREN, "children-answer", question);
        byte[] sealed = new Sealer()
                .seal(answer.bytes(), List.of(gatewaysCertificate()))
                .toByteArray();
        post.send(MASH, sealed);
        arrives(receipted(answeredByMail("receipt")), answer);
    }

    private void garbage() throws Exception {
        put("garbage.csv", "Dale Harrow-Example, no line of a check");
        Path problem = files.file("answers/garbage.csv.problem");
        await(() -> Files.exists(problem), "the problem");
        await(() -> Files.exists(files.file("out/refused/garbage.csv")), "it is moved aside");
        assertThat(Files.readString(problem))
                .contains("\"code\":\"admit.draft-rejected\"")
                .doesNotContain("Dale");

        broker.send(QUEUE, "garbage", "Dale Harrow-Example".getBytes(StandardCharsets.UTF_8));
        assertThat(answered("garbage"))
                .contains("\"code\":\"admit.unreadable\"")
                .doesNotContain("Dale");
        assertThat(broker.holds(QUEUE + ".refused", "garbage")).isTrue();

        post.send(MASH, "Dale Harrow-Example".getBytes(StandardCharsets.UTF_8));
        assertThat(answeredByMail("problem"))
                .contains("\"code\":\"admit.not-sealed-to-gateway\"")
                .doesNotContain("Dale");
        assertThat(disclosures()).isEqualTo(3);
    }

    private void handIn(Northshire northshire) throws Exception {
        Path bundle = northshire.configuration();
        String draft = text("check-request").replaceFirst("^<\\?xml[^>]*>", "");
        Path mapping = Files.createDirectories(bundle.resolve("mappings/court-lines"));
        Files.writeString(mapping.resolve("mapping.xslt"), """
                        <xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
                          <xsl:template match=".[matches(., '^[0-9TZ:;-]+$')]">
                            <xsl:variable name="now" select="substring-before(., ';')"/>
                            <xsl:variable name="hearing" select="substring-after(., ';')"/>
                            DRAFT
                          </xsl:template>
                          <xsl:template match="."><nothing/></xsl:template>
                        </xsl:stylesheet>
                        """.replace(
                        "DRAFT", draft.replace("${NOW}", "{$now}").replace("${HEARING}", "{$hearing}")));
        Files.writeString(mapping.resolve("sample.csv"), LINE);
        Files.writeString(
                mapping.resolve("draft.xml"),
                draft.strip()
                        .replaceFirst("<!--[^>]*-->", "")
                        .replaceAll(">\\s+<", "><")
                        .replace("${NOW}", LINE.substring(0, 20))
                        .replace("${HEARING}", LINE.substring(21)));
        // an approver's certificate stands for the adapter's: no other that is for signing is free
        agency(
                northshire,
                Northshire.PROBATION,
                "hands-in: {connector: sftp, address: \"" + files.address("out")
                        + "\", receipts: /answers, host-key: \"" + files.hostKey() + "\", mapping: court-lines}",
                "  adapter: [police-liaison/signing.crt]\n");
        agency(
                northshire,
                Northshire.POLICE,
                "hands-in: {connector: jms, address: \"" + broker.address() + "\", queue: " + QUEUE + ", replies: "
                        + ANSWERS + "}",
                "");
        agency(northshire, Northshire.CHILDREN, "hands-in: {connector: secure-email, address: " + MASH + "}", "");
    }

    private static void agency(Northshire northshire, String agency, String handsIn, String adapter) throws Exception {
        Path file = northshire.configuration().resolve("agencies").resolve(agency + ".yaml");
        Files.writeString(
                file,
                Files.readString(file)
                        .replaceFirst("(?m)^connection:", handsIn.replace("$", "\\$") + "\nconnection:")
                        .replaceFirst("(?m)^certificates:\n", "certificates:\n" + adapter));
    }

    private Map<String, String> settings(Path keys, Path folder) throws Exception {
        Path password = Files.writeString(folder.resolve("mail-password"), PostOffice.GATEWAYS_PASSWORD + "\n");
        Map<String, String> settings = new HashMap<>();
        settings.put("concordat.gateway.keys.folder", keys.toString());
        settings.put("concordat.gateway.mail.server", post.outgoing());
        settings.put("concordat.gateway.mail.inbox", post.incoming());
        settings.put("concordat.gateway.mail.from", PostOffice.GATEWAYS_ADDRESS);
        settings.put("concordat.gateway.mail.user", PostOffice.GATEWAYS_USER);
        settings.put("concordat.gateway.mail.password", password.toString());
        settings.put("concordat.gateway.mail.mailbox", "https://gateway.concordat.example/v1/mailbox");
        return settings;
    }

    /** The gateway's keys, and the adapter's. */
    private static Path keys(Northshire northshire, Path folder) throws Exception {
        Path keys = CustodyIT.keys(northshire, folder);
        Files.createDirectories(keys.resolve("custody"));
        Files.copy(
                northshire.certificates().resolve("police-liaison/signing.p12"),
                keys.resolve("custody/" + Northshire.PROBATION + ".adapter.p12"));
        return keys;
    }

    private void put(String name, String text) throws Exception {
        Path part = Files.writeString(files.file("out/" + name + ".part"), text);
        Files.move(part, files.file("out/" + name));
    }

    private String answered(String correlation) {
        return Awaitility.await("an answer")
                .atMost(PATIENCE)
                .until(() -> broker.answer(ANSWERS, correlation), Optional::isPresent)
                .orElseThrow();
    }

    /** What the gateway answered by e-mail, opened. */
    private String answeredByMail(String word) throws Exception {
        MimeMessage answer = Awaitility.await("an answer by e-mail")
                .atMost(PATIENCE)
                .until(
                        () -> Arrays.stream(post.mail().getReceivedMessages())
                                .filter(message -> isAnswer(message, word))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
        try (InputStream in = answer.getInputStream()) {
            return new String(
                    new Opener(Correspondent.keysOf(Northshire.CHILDREN, ground).encryptions())
                            .open(new Sealed(in.readAllBytes())),
                    StandardCharsets.UTF_8);
        }
    }

    private static boolean isAnswer(MimeMessage message, String word) {
        try {
            return message.getContentType().contains(word + ".p7m");
        } catch (jakarta.mail.MessagingException e) {
            return false;
        }
    }

    private Document answer(String agency, String draft, Document question) throws Exception {
        return ground.correspondent(agency)
                .write(
                        draft,
                        Map.of(
                                "REQUEST", question.id().toString(),
                                "CONVERSATION", question.conversation().toString()));
    }

    private Statement.Committed receipted(String jws) throws Exception {
        return ground.correspondent(Northshire.PROBATION)
                .gatewaysWord()
                .verify(new Receipt(jws), Statement.Committed.class);
    }

    private static UUID delivery(Statement.Committed committed, String agency) {
        return committed.deliveries().stream()
                .filter(promised -> promised.agency().value().equals(agency))
                .map(Statement.Promised::delivery)
                .findFirst()
                .orElseThrow();
    }

    /** It waits for probation, which collects and opens it. */
    private void arrives(Statement.Committed committed, Document answer) throws Exception {
        Correspondent probation = ground.correspondent(Northshire.PROBATION);
        UUID delivery = delivery(committed, Northshire.PROBATION);
        assertThat(probation.waiting()).contains(delivery);
        assertThat(probation.open(probation.gateway().collect(delivery).body()).id())
                .isEqualTo(answer.id());
    }

    private int disclosures() throws Exception {
        return Integer.parseInt(ground.rows("select count(*) from disclosure").get(0));
    }

    private static void await(Callable<Boolean> condition, String what) {
        Awaitility.await(what).atMost(PATIENCE).until(condition);
    }

    private X509Certificate gatewaysCertificate() throws Exception {
        try (InputStream in =
                Files.newInputStream(ground.northshire().certificates().resolve("gateway/encryption.crt"))) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    private static String text(String draft) throws Exception {
        try (InputStream in = HandingInIT.class.getResourceAsStream("/northshire/drafts/" + draft + ".xml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static char[] password() {
        return TrustPolicy.SAMPLE_PASSWORD.toCharArray();
    }
}
