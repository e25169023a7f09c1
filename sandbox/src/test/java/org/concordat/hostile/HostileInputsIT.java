package org.concordat.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.concordat.cli.gateway.Answer;
import org.concordat.cli.gateway.GatewayClient;
import org.concordat.cli.outcome.Stopped;
import org.concordat.protection.envelope.Sealer;
import org.concordat.sandbox.SharedStack;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every folder below {@code hostile/} is answered as it says, and leaves nothing behind but evidence. First, and again
 * at the end, the same documents without the crime are taken: what is refused is the crime.
 */
class HostileInputsIT extends AtStandingCheck {
    private static final Path FOLDERS = Path.of("src/test/resources/hostile");
    /** Nothing of these may come back in an answer, or be in the gateway's log. */
    private static final List<String> NEVER_SAID = List.of(
            "Harrow",
            "Dale",
            "Lowe",
            "Robin",
            "Asha",
            "0654321",
            "X900001",
            "9990123454",
            "1991-03-14",
            "2019-05-21",
            "Sample Terrace",
            "Refuge Example",
            "ZZ99",
            "NS/26/",
            "cut lip",
            "Mallory",
            "root:",
            "Xerces",
            "org.concordat");

    @TestFactory
    Stream<DynamicTest> hostile_inputs() throws Exception {
        List<Attack> attacks = new ArrayList<>();
        try (Stream<Path> folders = Files.list(FOLDERS)) {
            for (Path each : folders.filter(Files::isDirectory).sorted().toList()) {
                attacks.add(Attack.read(each));
            }
        }
        List<DynamicTest> tests = new ArrayList<>();
        tests.add(DynamicTest.dynamicTest("every folder is whole", () -> areWhole(attacks)));
        TreeSet<String> givens = new TreeSet<>();
        attacks.forEach(attack -> givens.add(attack.given()));
        for (String given : givens) {
            tests.add(DynamicTest.dynamicTest("without a crime, " + given + " is taken", () -> isTakenOnce(given)));
        }
        tests.add(
                DynamicTest.dynamicTest("without a crime, one sealed to the gateway is taken", () -> isTakenSealed()));
        for (Attack attack : attacks) {
            Path where = attack.folder().orElseThrow();
            tests.add(DynamicTest.dynamicTest(
                    where.getFileName() + ": " + attack.title(), where.toUri(), () -> isRefused(attack)));
        }
        tests.add(DynamicTest.dynamicTest("after all that, a check is still taken", () -> isTaken("check-request")));
        tests.add(DynamicTest.dynamicTest(
                "neither log nor ledger says anything of what was sent", HostileInputsIT::nothingIsSaid));
        return tests.stream();
    }

    private static void areWhole(List<Attack> attacks) throws Exception {
        assertThat(attacks).hasSizeGreaterThanOrEqualTo(25);
        for (Attack attack : attacks) {
            List<String> expected = new ArrayList<>(attack.files());
            expected.addAll(List.of("attack.yaml", "README.md"));
            try (Stream<Path> files = Files.list(attack.folder().orElseThrow())) {
                assertThat(files.map(file -> file.getFileName().toString()))
                        .as(attack.title())
                        .containsExactlyInAnyOrderElementsOf(expected);
            }
        }
    }

    private static void isTakenOnce(String given) throws Exception {
        Optional<Recording.Sort> sort = Recording.Sort.of(given);
        if (sort.isPresent()) {
            isPutOnRecord(sort.get());
        } else {
            isTaken(given);
        }
    }

    private static void isPutOnRecord(Recording.Sort sort) throws Exception {
        Recording recording = Recording.of(sort, scene);
        byte[] signed = recording.signed(recording.statement(Map.of()), Records.COMPANY);
        GatewayClient company = scene.attacker().honest(Records.COMPANY);
        isTaken(200, () -> recording.handedIn(company, signed));
    }

    private static void isTaken(String given) throws Exception {
        byte[] document = written(given);
        GatewayClient client =
                scene.attacker().honest(Drafts.sender(scene.drafts().draft(given)));
        isTaken(201, () -> client.submit(document));
    }

    private static void isTaken(int status, Blow.Request request) throws Exception {
        Answer first = request.send();
        assertThat(first.status()).as(first.text()).isEqualTo(status);
        witness.awaitQuiet();
        Witness.Seen once = witness.look();
        Answer second = request.send();
        assertThat(second.status()).as("the same bytes again").isEqualTo(200);
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(witness.look()).as("what the same bytes again leave behind").isEqualTo(once);
    }

    private static void isTakenSealed() throws Exception {
        X509Certificate gateway = scene.attacker().keys("gateway").encryption().certificate();
        byte[] sealed =
                new Sealer().seal(written("check-request"), List.of(gateway)).toByteArray();
        Answer answer = scene.attacker().honest(SharedStack.PROBATION).submit("application/pkcs7-mime", sealed);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    }

    /** Signed, and written anew as the mutated ones are. */
    private static byte[] written(String given) throws Exception {
        String draft = scene.drafts().draft(given);
        return Mutation.none(scene.drafts()
                .signed(draft.getBytes(StandardCharsets.UTF_8), scene.attacker().signingKey(Drafts.sender(draft))));
    }

    private static void isRefused(Attack attack) throws Exception {
        scene.clock().set(attack.clock().map(Attack.Clock::signed).orElse(MORNING));
        try (Blow blow = Blow.prepare(attack, scene)) {
            witness.awaitDecided();
            witness.awaitQuiet();
            Witness.Seen earlier = witness.look();
            Optional<Answer> answer = Optional.empty();
            try {
                answer = Optional.of(blow.strike());
            } catch (Stopped refused) {
                assertThat(attack.expectsNoConnection())
                        .as(refused.getMessage())
                        .isTrue();
                assertThat(refused.code()).isIn("tls.certificate-refused", "wire.no-connection");
            }
            if (answer.isPresent()) {
                isTheProblemExpected(attack, answer.get());
            }
            witness.awaitQuiet();
            witness.onlyEvidence(attack, earlier, witness.look());
        } finally {
            scene.clock().set(MORNING);
        }
    }

    private static void isTheProblemExpected(Attack attack, Answer answer) {
        assertThat(attack.expectsNoConnection())
                .as("an answer: " + answer.text())
                .isFalse();
        assertThat(answer.status()).as(answer.text()).isEqualTo(attack.expect().status());
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.problem()).as(answer.text()).contains(attack.expect().code());
        if (attack.expect().finding().isPresent()) {
            assertThat(answer.json().path("findings"))
                    .as(answer.text())
                    .anySatisfy(finding -> assertThat(finding.path("code").asString(""))
                            .isEqualTo(attack.expect().finding().get()));
        }
        assertThat(answer.text()).doesNotContain(NEVER_SAID);
    }

    private static void nothingIsSaid() throws Exception {
        // of our own code, a log may name the classes
        List<String> personal = NEVER_SAID.stream()
                .filter(said -> !said.equals("org.concordat"))
                .toList();
        String log = Files.readString(shared.run().folder().resolve("gateway.log"));
        assertThat(log).contains("refused:").doesNotContain(personal);
        assertThat(String.join("\n", witness.entries())).contains("REFUSED").doesNotContain(personal);
    }
}
