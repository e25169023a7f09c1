package org.concordat.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.concordat.certs.sample.Issued;
import org.concordat.gateway.envelope.Envelope;
import org.concordat.gateway.envelope.SoapSystem;
import org.concordat.gateway.soap.model.Acknowledge;
import org.concordat.gateway.soap.model.Collect;
import org.concordat.gateway.soap.model.Gateway;
import org.concordat.gateway.soap.model.NotDone;
import org.concordat.gateway.soap.model.Problem;
import org.concordat.gateway.soap.model.Submit;
import org.concordat.gateway.soap.model.Waiting;
import org.concordat.protection.key.TrustPolicy;
import org.concordat.protection.receipt.Digest;
import org.concordat.sandbox.MutualTls;
import org.concordat.sandbox.SharedStack;
import org.concordat.sandbox.Stack;
import org.concordat.sandbox.gateway.GatewayProcess;
import org.concordat.sandbox.machine.Registry;
import org.concordat.sandbox.machine.Run;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The whole gateway by SOAP: the same hops and the same answers as by REST, and none for who is not whom he says. */
class SoapIT extends AtStandingCheck {
    private static final int LARGE = 1024 * 1024;
    private static final Path FOLDERS = Path.of("src/test/resources/hostile");

    @Test
    void a_check_is_asked_collected_and_confirmed() throws Exception {
        byte[] request = request();
        Gateway probation = soap(SharedStack.PROBATION, SharedStack.PROBATION);
        Gateway police = SoapSystem.withAttachments(soap(SharedStack.POLICE, SharedStack.POLICE));

        var submitted = SoapSystem.withAttachments(probation).submit(submit(request));
        assertThat(submitted.isRepeated()).isFalse();
        assertThat(scene.attacker()
                        .honest(SharedStack.PROBATION)
                        .submit(request)
                        .text())
                .as("by REST it is a repeat")
                .contains(submitted.getReceipt());

        Waiting waiting = latest(police);
        Collect collect = new Collect();
        collect.setDelivery(waiting.getDelivery());
        byte[] sealed = police.collect(collect).getSealed();
        assertThat(sealed).hasSize(waiting.getSize());

        UUID delivery = UUID.fromString(waiting.getDelivery());
        Acknowledge received = new Acknowledge();
        received.setDelivery(waiting.getDelivery());
        received.setReceipt(scene.mailroom()
                .receipt(
                        SharedStack.POLICE,
                        scene.attacker().signingKey(SharedStack.POLICE),
                        delivery,
                        Digest.of(sealed)));
        police.acknowledge(received);
        assertThat(police.collect(new Collect()).getMailbox().getWaiting())
                .noneMatch(each -> each.getDelivery().equals(waiting.getDelivery()));
    }

    @Test
    void what_is_large_is_in_no_file() throws Exception {
        byte[] request = request();
        byte[] large = Arrays.copyOf(request, LARGE);
        // white space after the end is good XML
        Arrays.fill(large, request.length, LARGE, (byte) ' ');
        soap(SharedStack.PROBATION, SharedStack.PROBATION).submit(submit(large));
        SoapSystem.withAttachments(soap(SharedStack.PROBATION, SharedStack.PROBATION))
                .submit(submit(large));

        Gateway police = SoapSystem.withAttachments(soap(SharedStack.POLICE, SharedStack.POLICE));
        Collect collect = new Collect();
        collect.setDelivery(latest(police).getDelivery());
        assertThat(police.collect(collect).getSealed()).isNotEmpty();
        try (Stream<Path> files = Files.walk(shared.run().folder().resolve("gateway-tmp"))) {
            // CXF makes a folder of that name for the first thing that it spools
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.startsWith("cxf-"));
        }
    }

    @TestFactory
    Stream<DynamicTest> a_hostile_document_is_answered_as_by_rest() throws Exception {
        List<Path> folders;
        try (Stream<Path> all = Files.list(FOLDERS)) {
            folders = all.filter(Files::isDirectory).sorted().toList();
        }
        List<DynamicTest> tests = new ArrayList<>();
        for (Path each : folders) {
            Attack attack = Attack.read(each);
            Optional<byte[]> document = Blow.document(attack, scene);
            if (document.isPresent()) {
                tests.add(DynamicTest.dynamicTest(
                        each.getFileName() + ": " + attack.title(), () -> refusedAsByRest(attack, document.get())));
            }
        }
        assertThat(tests).hasSizeGreaterThan(25);
        return tests.stream();
    }

    private static void refusedAsByRest(Attack attack, byte[] document) throws Exception {
        String sender = Drafts.sender(scene.drafts().draft(attack.given()));
        Submit submit = submit(document);
        if (attack.sealedTo().isPresent()) {
            submit = new Submit();
            submit.setSealed(document);
        }
        Submit handedIn = submit;
        List<String> before = kept();
        Gateway system = soap(sender, sender);
        Problem problem = refusal(() -> system.submit(handedIn));
        if (document.length > LARGE) {
            // by SOAP less fits into the sandbox's small heap
            assertThat(problem.getCode()).isIn(attack.expect().code(), "request.too-large");
            return;
        }
        assertThat(problem.getCode()).isEqualTo(attack.expect().code());
        assertThat(problem.getStatus()).isEqualTo(attack.expect().status());
        attack.expect()
                .finding()
                .ifPresent(finding -> assertThat(problem.getFinding())
                        .anySatisfy(found -> assertThat(found.getCode()).isEqualTo(finding)));
        assertThat(kept()).isEqualTo(before);
    }

    @Test
    void nobody_signs_for_the_agency_of_another_connection() throws Exception {
        byte[] request = request();
        List<String> before = kept();
        for (String[] mixed :
                new String[][] {{SharedStack.POLICE, SharedStack.PROBATION}, {SharedStack.PROBATION, SharedStack.POLICE}
                }) {
            Gateway system = soap(mixed[0], mixed[1]);
            assertThat(refusal(() -> system.submit(submit(request))).getCode()).isEqualTo("admit.agency-mismatch");
            assertThat(refusal(() -> system.collect(new Collect())).getCode()).isEqualTo("admit.agency-mismatch");
        }
        Gateway police = soap(SharedStack.POLICE, SharedStack.POLICE);
        assertThat(refusal(() -> police.submit(submit(request))).getCode()).isEqualTo("admit.sender-mismatch");
        assertThat(kept()).isEqualTo(before);

        assertThat(soap(SharedStack.PROBATION, SharedStack.PROBATION)
                        .submit(submit(request))
                        .isRepeated())
                .isFalse();
    }

    @Test
    void an_envelope_is_taken_once_by_all_nodes_together() throws Exception {
        try (Stack more = new Stack(line -> {})) {
            Run run = more.add(
                    "the run",
                    new Registry(shared.cache().root().resolve("runs"))
                            .begin(Path.of("target", "second-node").toAbsolutePath(), line -> {}));
            GatewayProcess second = more.add(
                    "the second node",
                    GatewayProcess.start(
                            run, shared.northshire(), shared.postgres(), shared.keycloak(), scene.clock()));
            byte[] request = request();
            String content = "<g:Disclosure>" + Base64.getEncoder().encodeToString(request) + "</g:Disclosure>";
            var crypto = SoapSystem.crypto(keys(SharedStack.PROBATION), envelopeOf("gateway"));
            byte[] envelope = Envelope.honest("Submit", content, crypto).bytes();

            assertThat(post(shared.assembly().gateway().url(), envelope).statusCode())
                    .isEqualTo(200);
            List<String> after = kept();
            for (URI node : List.of(shared.assembly().gateway().url(), second.url())) {
                HttpResponse<String> again = post(node, envelope);
                assertThat(again.statusCode()).isEqualTo(500);
                assertThat(again.body()).contains("identity.envelope-refused");
            }
            assertThat(kept()).isEqualTo(after);

            byte[] anew = Envelope.honest("Submit", content, crypto).bytes();
            assertThat(post(second.url(), anew).statusCode())
                    .as("the same in an envelope of its own")
                    .isEqualTo(200);
            assertThat(post(shared.assembly().gateway().url(), anew).body()).contains("identity.envelope-refused");
            assertThat(kept()).isEqualTo(after);
        }
    }

    private static HttpResponse<String> post(URI node, byte[] envelope) throws Exception {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(tls(SharedStack.PROBATION))
                .build();
        return client.send(
                HttpRequest.newBuilder(node.resolve("/v1/soap"))
                        .header("Content-Type", "text/xml; charset=UTF-8")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(envelope))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static List<String> kept() throws Exception {
        witness.awaitQuiet();
        return witness.look().kept();
    }

    private static Waiting latest(Gateway police) throws NotDone {
        List<Waiting> waiting = police.collect(new Collect()).getMailbox().getWaiting();
        return waiting.get(waiting.size() - 1);
    }

    private static byte[] request() throws Exception {
        String draft = scene.drafts().draft("check-request");
        return scene.drafts()
                .signed(draft.getBytes(StandardCharsets.UTF_8), scene.attacker().signingKey(SharedStack.PROBATION));
    }

    private static Submit submit(byte[] document) {
        Submit submit = new Submit();
        submit.setDisclosure(document);
        return submit;
    }

    /** The system of one agency's connection, whose envelopes somebody signs. */
    private static Gateway soap(String connection, String signer) throws Exception {
        return SoapSystem.plain(
                shared.assembly().gateway().url().resolve("/v1/soap"),
                tls(connection),
                keys(signer),
                envelopeOf("gateway"));
    }

    private static SSLContext tls(String agency) throws Exception {
        return MutualTls.of(
                scene.attacker().keys(agency).tls(),
                shared.northshire().authority().certificate());
    }

    private static Issued keys(String holder) throws Exception {
        char[] password = TrustPolicy.SAMPLE_PASSWORD.toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(
                shared.northshire().certificates().resolve(holder).resolve("envelope.p12"))) {
            store.load(in, password);
        }
        return new Issued(
                (PrivateKey) store.getKey("envelope", password),
                (X509Certificate) store.getCertificate("envelope"),
                shared.northshire().authority().certificate());
    }

    private static X509Certificate envelopeOf(String holder) throws Exception {
        return keys(holder).certificate();
    }

    private static Problem refusal(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(NotDone.class, call).getFaultInfo();
    }
}
