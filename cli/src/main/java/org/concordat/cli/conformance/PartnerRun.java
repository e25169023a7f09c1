package org.concordat.cli.conformance;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.concordat.cli.conformance.ConformanceCase.Alteration;
import org.concordat.cli.conformance.ConformanceCase.Push;
import org.concordat.cli.conformance.ConformanceCase.Request;
import org.concordat.cli.conformance.ConformanceCase.Sent;
import org.concordat.cli.conformance.ConformanceRun.Result;
import org.concordat.cli.environment.Caller;
import org.concordat.cli.gateway.Answer;
import org.concordat.cli.gateway.GatewayClient;
import org.concordat.cli.gateway.Tokens;
import org.concordat.cli.outcome.OwnFile;
import org.concordat.cli.outcome.Stopped;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.agency.Endpoint;
import org.concordat.protection.envelope.Sealer;
import org.concordat.protection.envelope.SealingFailed;
import org.concordat.protection.key.AgencyKeys;
import org.concordat.protection.receipt.Digest;
import org.concordat.protection.receipt.Receipt;
import org.concordat.protection.receipt.Statement;
import org.concordat.protection.receipt.StatementRefused;
import org.concordat.protection.receipt.StatementVerifier;
import org.concordat.schemas.disclosure.Disclosure;
import org.concordat.schemas.disclosure.DisclosureContext;
import org.concordat.schemas.disclosure.DisclosureRejected;
import org.concordat.schemas.disclosure.Part;
import org.concordat.schemas.disclosure.PartId;
import org.concordat.schemas.disclosure.Release;
import org.concordat.schemas.signature.DisclosureSigner;
import org.concordat.schemas.signature.DisclosureVerifier;
import org.concordat.schemas.signature.RandomIds;
import org.concordat.schemas.signature.Releaser;
import org.concordat.schemas.signature.SignatureBroken;
import org.concordat.schemas.signature.SigningKey;
import org.concordat.schemas.signature.VerifiedDisclosure;

/**
 * One run of the cases against an agency's own system, in the gateway's place: where the keys of a gateway for tests are. What is
 * handed over is signed, released and sealed like any other.
 *
 * @param sender whose draft it is
 */
public record PartnerRun(
        Caller sender, Caller gateway, Agency partner, Endpoint.Rest at, DisclosureContext context, OwnFile draft) {
    private static final String NOBODY = "nobody";

    /** Each case once, in their order; but for those whose keys are not here. */
    public List<Result> results(List<ConformanceCase> cases) throws Stopped {
        List<Result> results = new ArrayList<>();
        UUID first = RandomIds.random();
        byte[] copy = {};
        for (ConformanceCase one : cases) {
            Push push = one.request().push().orElseThrow();
            byte[] body =
                    one.request().disclosure().filter(Sent::earlier).isPresent() ? copy : body(one.request(), push);
            copy = copy.length == 0 ? body : copy;
            String delivery = push.delivery()
                    .map(said -> said.replace("earlier", first.toString()))
                    .orElse(
                            results.isEmpty()
                                    ? first.toString()
                                    : RandomIds.random().toString());
            Optional<GatewayClient> client = client(push);
            if (client.isPresent()) {
                results.add(result(one, client.get(), delivery, body));
            }
        }
        return results;
    }

    private Result result(ConformanceCase one, GatewayClient client, String delivery, byte[] body) {
        boolean wanted = one.expect().taken().orElse(false);
        String media = one.request().media().orElse("application/pkcs7-mime; smime-type=authEnveloped-data");
        Map<String, String> headers =
                Map.of("Content-Type", media, "Accept", "application/jose", "Concordat-Delivery", delivery);
        try {
            Answer answer = client.send(one.request().method(), "", headers, body);
            boolean believed = !answer.isSuccess() || !answer.isStatement() || isReceipt(answer, delivery, body);
            String seen = answer.status() + (believed ? "" : ", with a receipt that does not hold");
            return new Result(one, believed && answer.isSuccess() == wanted, seen);
        } catch (Stopped e) {
            return new Result(one, !wanted, e.code() + ": " + e.getMessage());
        }
    }

    /** Empty where the keys that it would show are not here. */
    private Optional<GatewayClient> client(Push push) throws Stopped {
        Optional<AgencyKeys.Tls> own =
                gateway.tlsOf(push.shows().orElse(gateway.agency().value()));
        if (own.isEmpty() && push.shows().filter(NOBODY::equals).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new GatewayClient(at.address(), gateway.wire(own), Tokens.of("")));
    }

    private boolean isReceipt(Answer answer, String delivery, byte[] body) {
        try {
            Statement.Received received = new StatementVerifier(partner.id(), partner.signing())
                    .verify(new Receipt(answer.text().strip()), Statement.Received.class);
            return received.delivery().toString().equals(delivery)
                    && received.sealed().equals(Digest.of(body));
        } catch (StatementRefused e) {
            return false;
        }
    }

    private byte[] body(Request request, Push push) throws Stopped {
        if (request.disclosure().isEmpty()) {
            byte[] words = request.body().orElse("").getBytes(StandardCharsets.UTF_8);
            return Arrays.copyOf(words, words.length + request.pad() * 1024 * 1024);
        }
        Sent sent = request.disclosure().get();
        try {
            byte[] signed = new DisclosureSigner(context, sender.clock())
                    .sign(
                            Alteration.all(draft.read(), sent.draft(), sent.everywhere(), known()),
                            sender.keys().signing());
            byte[] released = Alteration.all(released(signed, push), sent.signed(), false, known());
            byte[] sealed = push.sealed().filter(NOBODY::equals).isPresent() ? released : sealed(released, push);
            return push.half() ? Arrays.copyOf(sealed, sealed.length / 2) : sealed;
        } catch (DisclosureRejected | SignatureBroken | SealingFailed e) {
            throw Stopped.of("conformance.draft", String.valueOf(e.getMessage()));
        }
    }

    private byte[] sealed(byte[] released, Push push) throws Stopped, SealingFailed {
        List<X509Certificate> to = push.sealed().isPresent() ? sender.keys().sealedTo() : partner.encryption();
        return new Sealer().seal(released, to.subList(0, 1)).toByteArray();
    }

    private byte[] released(byte[] signed, Push push) throws Stopped, DisclosureRejected, SignatureBroken {
        if (push.released().filter(NOBODY::equals).isPresent()) {
            return signed;
        }
        Disclosure disclosure = context.parser().parse(signed);
        SigningKey own = sender.keys().signing();
        VerifiedDisclosure verified = new DisclosureVerifier().verify(disclosure, own.certificate());
        Set<PartId> all = disclosure.parts().map(Part::id).collect(Collectors.toSet());
        Release release = new Release(
                RandomIds.random(),
                "0".repeat(64),
                RandomIds.random(),
                sender.clock().instant(),
                List.of());
        SigningKey by = push.released().isPresent() ? own : gateway.keys().signing();
        return new Releaser(by).release(verified, all, release);
    }

    private Map<String, String> known() {
        return Map.of(
                "${PARTNER}", partner.id().value(), "${SENDER}", sender.agency().value());
    }
}
