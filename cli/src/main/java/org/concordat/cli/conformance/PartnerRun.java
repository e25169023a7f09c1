package org.concordat.cli.conformance;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.concordat.cli.conformance.ConformanceCase.Alteration;
import org.concordat.cli.conformance.ConformanceCase.Push;
import org.concordat.cli.conformance.ConformanceCase.Request;
import org.concordat.cli.conformance.ConformanceCase.Sent;
import org.concordat.cli.conformance.ConformanceRun.Result;
import org.concordat.cli.conformance.ConformanceRun.Verdict;
import org.concordat.cli.conformance.SoapService.Said;
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
import org.concordat.protection.mapping.MappingFailed;
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
import org.concordat.schemas.terminology.AgencyId;

/**
 * One run of the cases against an agency's own system, in the gateway's place: where the keys of a gateway for tests are. What is
 * handed over is signed, released, and sealed or mapped, like any other.
 */
public record PartnerRun(
        Caller sender,
        Caller gateway,
        Agency partner,
        Optional<SoapService> soap,
        DisclosureContext context,
        OwnFile draft) {
    private static final String NOBODY = "nobody";

    /** What was handed over first, and under which id. */
    private static final class First {
        final String delivery = RandomIds.random().toString();
        byte[] content = {};
    }

    /** Where it is reached, over REST or SOAP. */
    public URI address() throws Stopped {
        if (partner.connection().endpoint() instanceof Endpoint.Rest at) {
            return at.address();
        }
        return soap.orElseThrow(() -> Stopped.of("conformance.connector", partner.id()))
                .at()
                .address();
    }

    /** What cases depend on. */
    public List<String> traits() {
        return List.of(
                partner.connection().endpoint().connector(),
                partner.mapping().isPresent() ? "mapped" : "sealed",
                partner.mapping().map(m -> m.format().name()).orElse("CMS"));
    }

    /** Each case once, in their order. */
    public List<Result> results(List<ConformanceCase> cases) throws Stopped {
        List<Result> results = new ArrayList<>();
        First first = new First();
        for (ConformanceCase one : cases) {
            Map<String, String> unless = new LinkedHashMap<>(one.unless().orElse(Map.of()));
            unless.keySet().retainAll(traits());
            results.add(
                    unless.isEmpty()
                            ? result(one, first)
                            : new Result(one, Verdict.DOES_NOT_APPLY, String.join(" ", unless.values())));
        }
        return results;
    }

    private Result result(ConformanceCase one, First first) throws Stopped {
        Push push = one.request().push().orElseThrow();
        boolean begins = first.content.length == 0;
        String delivery = push.delivery()
                .map(said -> said.replace("earlier", first.delivery))
                .orElse(begins ? first.delivery : RandomIds.random().toString());
        try {
            byte[] content = content(one.request(), push, first);
            byte[] body = body(one.request(), push, delivery, content);
            first.content = begins ? content : first.content;
            Map<String, String> headers = new HashMap<>(headers());
            one.request().media().ifPresent(media -> headers.put("Content-Type", media));
            headers.put("Concordat-Delivery", delivery);
            return judged(one, client(push).send(one.request().method(), "", headers, body), delivery, content);
        } catch (Stopped e) {
            if (e.code().startsWith("conformance.")) {
                throw e;
            }
            // where nobody is, nobody refuses
            boolean refused = !one.expect().taken().orElse(false)
                    && !one.expect().fault()
                    && !e.code().equals("wire.unreachable");
            Verdict verdict = e.code().startsWith("keys.") ? Verdict.NOT_TRIED : Verdict.of(refused);
            return new Result(one, verdict, e.code() + ": " + e.getMessage());
        }
    }

    private Result judged(ConformanceCase one, Answer answer, String delivery, byte[] content) {
        Said said = soap.isPresent()
                ? soap.get().said(answer)
                : new Said(
                        answer.isSuccess(),
                        false,
                        "",
                        Optional.of(answer.text()).filter(jws -> answer.isStatement()));
        boolean believed = !said.taken()
                || said.receipt().map(jws -> isReceipt(jws, delivery, content)).orElse(true);
        boolean asExpected = one.expect().taken().orElse(false) == said.taken();
        return new Result(
                one,
                Verdict.of(
                        believed && asExpected && (said.fault() || !one.expect().fault())),
                answer.status() + said.words() + (believed ? "" : ", with a receipt that does not hold"));
    }

    private Map<String, String> headers() throws Stopped {
        String media = partner.mapping()
                .map(own -> own.format().mediaType())
                .orElse("application/pkcs7-mime; smime-type=authEnveloped-data");
        return soap.isPresent() ? soap.get().headers() : Map.of("Content-Type", media, "Accept", "application/jose");
    }

    private GatewayClient client(Push push) throws Stopped {
        String shown = push.shows().orElse(gateway.agency().value());
        Caller holder = new Caller(new AgencyId(shown), gateway.environment(), gateway.real());
        return new GatewayClient(
                address(),
                gateway.wire(shown.equals(NOBODY) ? Optional.empty() : Optional.of(holder.tls())),
                Tokens.of(""));
    }

    private boolean isReceipt(String jws, String delivery, byte[] body) {
        try {
            Statement.Received received = new StatementVerifier(partner.id(), partner.signing())
                    .verify(new Receipt(jws.strip()), Statement.Received.class);
            return received.delivery().toString().equals(delivery)
                    && received.sealed().equals(Digest.of(body));
        } catch (StatementRefused e) {
            return false;
        }
    }

    private byte[] body(Request asked, Push push, String delivery, byte[] content) throws Stopped {
        byte[] whole = soap.isPresent() && asked.disclosure().isPresent()
                ? soap.get().request(delivery, content, push)
                : content;
        return push.half() ? Arrays.copyOf(whole, whole.length / 2) : whole;
    }

    /** Sealed to the partner, or in its form. */
    private byte[] content(Request asked, Push push, First first) throws Stopped {
        if (asked.disclosure().isEmpty()) {
            byte[] words = asked.body().orElse("").getBytes(StandardCharsets.UTF_8);
            return Arrays.copyOf(words, words.length + asked.pad() * 1024 * 1024);
        }
        Sent sent = asked.disclosure().get();
        if (sent.earlier()) {
            return first.content;
        }
        try {
            byte[] altered = Alteration.all(draft.read(), sent.draft(), sent.everywhere(), known());
            SigningKey own = sender.keys().signing();
            byte[] signed = new DisclosureSigner(context, sender.clock()).sign(altered, own);
            byte[] released = Alteration.all(released(signed, push), sent.signed(), false, known());
            if (partner.mapping().isPresent()) {
                return partner.mapping().get().apply(released);
            }
            return push.sealed().filter(NOBODY::equals).isPresent() ? released : sealed(released, push);
        } catch (DisclosureRejected | SignatureBroken | SealingFailed | MappingFailed e) {
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
        Instant now = sender.clock().instant();
        Release release = new Release(RandomIds.random(), "0".repeat(64), RandomIds.random(), now, List.of());
        SigningKey by = push.released().isPresent() ? own : gateway.keys().signing();
        return new Releaser(by).release(verified, all, release);
    }

    private Map<String, String> known() {
        return Map.of(
                "${PARTNER}", partner.id().value(), "${SENDER}", sender.agency().value());
    }
}
