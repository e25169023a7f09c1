package org.concordat.hostile;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.concordat.cli.gateway.Answer;
import org.concordat.cli.gateway.GatewayClient;
import org.concordat.cli.outcome.Stopped;
import org.concordat.hostile.Attack.Revoked;
import org.concordat.hostile.Attack.SignedAgain;
import org.concordat.protection.envelope.Sealer;
import org.concordat.protection.key.AgencyKeys;
import org.concordat.sandbox.gateway.StoryClock;

/** One attack made ready to the last moment, so that the witness can look before and after the one request. */
final class Blow implements Closeable {
    private final Request request;
    private final List<Closeable> undo;

    private Blow(Request request, List<Closeable> undo) {
        this.request = request;
        this.undo = undo;
    }

    /** What is sent, once. */
    @FunctionalInterface
    interface Request {
        Answer send() throws Stopped;
    }

    /** Whom and what an attack needs besides itself. */
    record Scene(Attacker attacker, Drafts drafts, StandingCheck standing, Mailroom mailroom, StoryClock clock) {}

    static Blow of(Request request) {
        return new Blow(request, List.of());
    }

    static Blow prepare(Attack attack, Scene scene) throws Exception {
        Optional<Recording.Sort> sort = Recording.Sort.of(attack.given());
        return sort.isPresent() ? Recording.attacked(sort.get(), attack, scene) : disclosed(attack, scene);
    }

    private static Blow disclosed(Attack attack, Scene scene) throws Exception {
        Attacker attacker = scene.attacker();
        Drafts drafts = scene.drafts();
        StandingCheck standing = scene.standing();
        String draft = drafts.draft(attack.given());
        String sender = Drafts.sender(draft);
        byte[] signed = signed(attack, attacker, drafts, draft.getBytes(StandardCharsets.UTF_8), sender);
        byte[] body = body(attack, attacker, signed);

        String agency = attack.as().flatMap(Attack.By::agency).orElse(sender);
        GatewayClient client = attack.isAsAnHonestCaller()
                ? attacker.honest(agency)
                : attacker.client(agency, attack.certificate(), attack.token());
        if (attack.submittedBefore()) {
            Mailroom.expect(201, attacker.honest(sender).submit(signed));
        }
        Optional<Closeable> revoked = revoke(attack, attacker, agency, client);
        if (attack.clock().isPresent()) {
            scene.clock().set(attack.clock().get().sent());
        }
        String type =
                attack.type().orElse(attack.sealedTo().isPresent() ? "application/pkcs7-mime" : "application/xml");
        Request request = switch (attack.asks()) {
            case SUBMIT -> () -> client.submit(type, body);
            case COLLECT -> () -> client.collect(standing.delivery());
            case STATUS -> () -> client.status(standing.asked().request());
            case RECEIPT -> {
                String receipt = standing.receipt(
                        attacker, scene.mailroom(), attack.signedBy().orElseThrow());
                yield () -> client.receipt(standing.delivery(), receipt);
            }
        };
        return new Blow(request, revoked.stream().toList());
    }

    Answer strike() throws Stopped {
        return request.send();
    }

    @Override
    public void close() throws IOException {
        for (Closeable each : undo) {
            each.close();
        }
    }

    private static byte[] signed(Attack attack, Attacker attacker, Drafts drafts, byte[] draft, String sender)
            throws Exception {
        byte[] written = attack.beforeSigning().isPresent()
                ? Mutation.transformed(draft, attack.file(attack.beforeSigning().get()))
                : draft;
        return drafts.signed(written, attacker.signingKey(sender));
    }

    /** The document alone, without whoever hands it in; empty where the crime is not, or not only, in the document. */
    static Optional<byte[]> document(Attack attack, Scene scene) throws Exception {
        if (Recording.Sort.of(attack.given()).isPresent()
                || attack.asks() != Attack.Request.SUBMIT
                || !attack.isAsAnHonestCaller()
                || attack.as().flatMap(Attack.By::agency).isPresent()
                || attack.submittedBefore()
                || attack.clock().isPresent()
                || attack.type().isPresent()) {
            return Optional.empty();
        }
        String draft = scene.drafts().draft(attack.given());
        byte[] plain = draft.getBytes(StandardCharsets.UTF_8);
        return Optional.of(body(
                attack,
                scene.attacker(),
                signed(attack, scene.attacker(), scene.drafts(), plain, Drafts.sender(draft))));
    }

    private static byte[] body(Attack attack, Attacker attacker, byte[] signed) throws Exception {
        byte[] body =
                attack.document().isPresent() ? attack.file(attack.document().get()) : signed;
        if (attack.attack().isPresent()) {
            body = Mutation.transformed(body, attack.file(attack.attack().get()));
        }
        if (attack.signedAgain().isPresent()) {
            SignedAgain again = attack.signedAgain().get();
            X509Certificate shown = attacker.signingKey(again.certificate()).certificate();
            body = Signing.again(
                    body,
                    attacker.signingKey(again.key()),
                    shown,
                    again.method().orElse(Attack.Method.ECDSA));
        }
        if (attack.insert().isPresent()) {
            body = Mutation.inserted(body, attack.insert().get());
        }
        if (attack.generated().isPresent()) {
            body = Mutation.generated(body, attack.generated().get());
        }
        if (attack.encoding().isPresent()) {
            body = new String(body, StandardCharsets.UTF_8)
                    .getBytes(Charset.forName(attack.encoding().get()));
        }
        if (attack.sealedTo().isPresent()) {
            X509Certificate recipient =
                    attacker.keys(attack.sealedTo().get()).encryption().certificate();
            body = new Sealer().seal(body, List.of(recipient)).toByteArray();
        }
        return body;
    }

    private static Optional<Closeable> revoke(Attack attack, Attacker attacker, String agency, GatewayClient client)
            throws Exception {
        if (attack.revoked().isEmpty()) {
            return Optional.empty();
        }
        AgencyKeys keys = attacker.keys(agency);
        Revoked revoked = attack.revoked().get();
        if (revoked == Revoked.TLS_WHILE_CONNECTED) {
            Mailroom.expect(200, client.mailbox());
        } else {
            // the token is there already, and another connection shows that the certificate is good so far
            client.token();
            Mailroom.expect(200, attacker.honest(agency).mailbox());
        }
        return Optional.of(attacker.revoking(
                revoked == Revoked.SIGNING
                        ? keys.signing().certificate()
                        : keys.tls().certificate()));
    }
}
