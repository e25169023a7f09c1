package org.concordat.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.concordat.cli.gateway.Answer;
import org.concordat.cli.gateway.GatewayClient;
import org.concordat.cli.gateway.KeycloakTokens;
import org.concordat.cli.gateway.Wire;
import org.concordat.cli.outcome.Stopped;
import org.concordat.hostile.Attacker;
import org.concordat.protection.envelope.Opener;
import org.concordat.protection.envelope.Sealed;
import org.concordat.protection.key.AgencyKeys;
import org.concordat.protection.receipt.Receipt;
import org.concordat.protection.receipt.Statement;
import org.concordat.protection.receipt.StatementVerifier;
import org.concordat.sandbox.gateway.Engine;
import org.concordat.sandbox.gateway.GatewayProcess;
import org.concordat.sandbox.machine.Registry;
import org.concordat.sandbox.machine.Run;
import org.concordat.schemas.disclosure.Disclosure;
import org.concordat.schemas.disclosure.DisclosureContext;
import org.concordat.schemas.signature.DisclosureVerifier;
import org.concordat.schemas.terminology.AgencyId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The largest submissions, eight at once, at a gateway with half a gigabyte: some wait, none breaks it. */
@ExtendWith(SharedStack.Extension.class)
class LargeSubmissionsIT {
    private static final int AT_ONCE = 8;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final DisclosureContext context = DisclosureContext.standard();
    private final Queue<Integer> statuses = new ConcurrentLinkedQueue<>();

    @Test
    void eight_of_the_largest_at_once_never_exhaust_the_memory(SharedStack stack) throws Exception {
        try (Run run = new Registry(stack.cache().root().resolve("runs"))
                        .begin(Path.of("target", "tested").toAbsolutePath(), line -> {});
                GatewayProcess gateway = GatewayProcess.start(
                        Engine.with("-Xmx512m"),
                        run,
                        stack.northshire(),
                        stack.postgres(),
                        stack.keycloak(),
                        stack.assembly().clock(),
                        Map.of())) {
            GatewayClient police = client(stack, gateway, SharedStack.POLICE);
            GatewayClient probation = client(stack, gateway, SharedStack.PROBATION);
            List<byte[]> answers = answers(stack, probation);

            List<UUID> deliveries = submittedAtOnce(stack, police, answers);

            assertThat(statuses).as("what was answered").isSubsetOf(200, 201, 503);
            for (UUID delivery : deliveries) {
                arrivesWhole(stack, probation, delivery);
            }
            assertThat(ProcessHandle.of(gateway.pid()).orElseThrow().isAlive()).isTrue();
            assertThat(Files.readString(run.folder().resolve("gateway.log"), StandardCharsets.ISO_8859_1))
                    .doesNotContain("OutOfMemoryError");
        }
    }

    @Test
    void one_of_the_largest_to_two_recipients_is_too_large_for_a_quarter_of_a_gigabyte(
            SharedStack stack, @TempDir Path folder) throws Exception {
        Attacker agencies = new Attacker(stack, folder);
        GatewayClient police = agencies.honest(SharedStack.POLICE);
        byte[] answer = new LargeAnswer(stack).signedForTwo(agencies.honest(SharedStack.PROBATION));

        Answer never = police.submit(answer);

        assertThat(never.status()).as(never.text()).isEqualTo(413);
        assertThat(never.problem()).contains("check.too-large");
        assertThat(never.text()).contains("takes 1 recipients at once, not 2");
    }

    private List<UUID> submittedAtOnce(SharedStack stack, GatewayClient police, List<byte[]> answers) throws Exception {
        StatementVerifier word = new StatementVerifier(new AgencyId("gateway"), List.of(certificate(stack, "gateway")));
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        CyclicBarrier together = new CyclicBarrier(AT_ONCE);
        try {
            List<Future<Answer>> submitted = new ArrayList<>();
            for (byte[] answer : answers) {
                submitted.add(threads.submit(() -> {
                    together.await();
                    return untilTaken(police, answer);
                }));
            }
            List<UUID> deliveries = new ArrayList<>();
            for (Future<Answer> answer : submitted) {
                Receipt receipt =
                        new Receipt(answer.get().json().path("receipt").asString(""));
                deliveries.add(word.verify(receipt, Statement.Committed.class)
                        .deliveries()
                        .get(0)
                        .delivery());
            }
            return deliveries;
        } finally {
            threads.shutdownNow();
        }
    }

    private Answer untilTaken(GatewayClient police, byte[] answer) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> submitted(police, answer), Optional::isPresent)
                .orElseThrow();
    }

    /** Empty when it is to be repeated. An answer that did not come in time is one of those: repeating is harmless. */
    private Optional<Answer> submitted(GatewayClient police, byte[] answer) {
        try {
            Answer answered = police.submit(answer);
            statuses.add(answered.status());
            return answered.status() == 503 ? Optional.empty() : Optional.of(answered);
        } catch (Stopped late) {
            return Optional.empty();
        }
    }

    private void arrivesWhole(SharedStack stack, GatewayClient probation, UUID delivery) throws Exception {
        Answer collected =
                await().atMost(PATIENCE).until(() -> probation.collect(delivery), answer -> answer.status() != 503);
        assertThat(collected.status()).isEqualTo(200);
        AgencyKeys.Encryption own = keys(stack, SharedStack.PROBATION).encryption();
        byte[] copy = new Opener(own.privateKey(), own.certificate()).open(new Sealed(collected.body()));
        assertThat(copy.length).isGreaterThan(LargeAnswer.LARGEST * 9 / 10);
        Disclosure disclosure = context.parser().parse(copy);
        // every part against the list that its sender signed
        new DisclosureVerifier()
                .verifyReleased(disclosure, certificate(stack, SharedStack.POLICE), certificate(stack, "gateway"));
    }

    private static List<byte[]> answers(SharedStack stack, GatewayClient probation) throws Exception {
        List<byte[]> answers = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            answers.add(new LargeAnswer(stack).signed(probation));
        }
        return answers;
    }

    private static GatewayClient client(SharedStack stack, GatewayProcess gateway, String agency) throws Exception {
        Wire wire = Wire.of(
                Optional.of(keys(stack, agency).tls()),
                stack.northshire().authority().certificate());
        AgencyId id = new AgencyId(agency);
        return new GatewayClient(
                gateway.url(),
                wire,
                new KeycloakTokens(stack.keycloak().issuer(), id, KeycloakTokens.SHARING, wire, Clock.systemUTC()));
    }

    private static AgencyKeys keys(SharedStack stack, String agency) throws Exception {
        return new LargeAnswer(stack).keys(agency);
    }

    private static X509Certificate certificate(SharedStack stack, String holder) throws Exception {
        return keys(stack, holder).signing().certificate();
    }
}
