package org.concordat.cli.conformance;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.concordat.cli.conformance.ConformanceCase.Alteration;
import org.concordat.cli.conformance.ConformanceCase.Expect;
import org.concordat.cli.conformance.ConformanceCase.Request;
import org.concordat.cli.conformance.ConformanceCase.Sent;
import org.concordat.cli.environment.Caller;
import org.concordat.cli.gateway.Answer;
import org.concordat.cli.gateway.GatewayClient;
import org.concordat.cli.gateway.Tokens;
import org.concordat.cli.outcome.Stopped;
import org.concordat.protection.envelope.Sealer;
import org.concordat.protection.envelope.SealingFailed;
import org.concordat.protection.receipt.Statement.Pinged;
import org.concordat.schemas.disclosure.DisclosureContext;
import org.concordat.schemas.disclosure.DisclosureRejected;
import org.concordat.schemas.signature.DisclosureSigner;
import org.concordat.schemas.signature.RandomIds;
import org.jspecify.annotations.Nullable;

/** One run of the cases against a gateway, as one agency. Every disclosure that it sends is real: to a gateway for tests only. */
public final class ConformanceRun {
    private static final String INVENTED = "eyJhbGciOiJub25lIn0.e30.";
    private static final int MIB = 1024 * 1024;
    private static final Duration LONG_AGO = Duration.ofDays(40);
    private static final Duration TO_COME = Duration.ofHours(2);

    private final Caller caller;
    private final DisclosureContext context;
    private final byte[] draft;
    private final GatewayClient gateway;
    private final Clock clock;
    /** What was accepted first: its bytes, its id, and the answer to it. */
    private @Nullable Accepted accepted;

    private record Accepted(String signed, String id, Answer answer) {}

    /**
     * A case, and what came of it.
     *
     * @param seen the status and the code of the answer, or why there was none
     */
    public record Result(ConformanceCase conformanceCase, Verdict verdict, String seen) {}

    /** What came of a case. */
    public enum Verdict {
        AS_IT_MUST_BE,
        NOT_SO,
        /** For want of a key. */
        NOT_TRIED,
        DOES_NOT_APPLY;

        static Verdict of(boolean holds) {
            return holds ? AS_IT_MUST_BE : NOT_SO;
        }
    }

    /**
     * As one agency.
     *
     * @param draft a draft of the agency's that the gateway's configuration lets through
     */
    public ConformanceRun(Caller caller, DisclosureContext context, byte[] draft) throws Stopped {
        this.caller = caller;
        this.context = context;
        this.draft = draft.clone();
        this.gateway = caller.gateway();
        this.clock = caller.clock();
    }

    /** Each case once, in their order. */
    public List<Result> results(List<ConformanceCase> cases) {
        return cases.stream().map(this::result).toList();
    }

    private Result result(ConformanceCase one) {
        try {
            byte[] body = body(one.request());
            String path = Alteration.filled(one.request().path(), known());
            String media = one.request().media().orElse("application/json");
            Answer answer = client(one.request()).send(one.request().method(), path, media, body);
            boolean holds = holds(one.expect(), answer);
            if (holds && answer.status() == 201 && accepted == null) {
                String id = context.parser().parse(body).header().id().toString();
                accepted = new Accepted(new String(body, StandardCharsets.UTF_8), id, answer);
            }
            return new Result(one, Verdict.of(holds), seen(answer));
        } catch (Stopped e) {
            boolean refused = e.code().equals("tls.certificate-refused");
            return new Result(
                    one,
                    Verdict.of(refused && one.expect().connection().isPresent()),
                    e.code() + ": " + e.getMessage());
        } catch (DisclosureRejected | SealingFailed e) {
            return new Result(
                    one, Verdict.NOT_SO, "the draft, altered so, cannot be signed or sealed: " + e.getMessage());
        }
    }

    private boolean holds(Expect expect, Answer answer) {
        return expect.connection().isEmpty()
                && answer.status() == expect.status()
                && (expect.code().isEmpty() || expect.code().equals(answer.problem()))
                && (expect.finding().isEmpty()
                        || findings(answer).contains(expect.finding().get()))
                && (!expect.same()
                        || (accepted != null && Arrays.equals(accepted.answer().body(), answer.body())));
    }

    private static List<String> findings(Answer answer) {
        return answer.json()
                .path("findings")
                .valueStream()
                .map(f -> f.path("code").asString(""))
                .toList();
    }

    private static String seen(Answer answer) {
        return answer.status()
                + answer.problem().map(code -> " " + code).orElse("")
                + (findings(answer).isEmpty() ? "" : " (" + String.join(", ", findings(answer)) + ")");
    }

    private GatewayClient client(Request request) throws Stopped {
        GatewayClient own = request.bare()
                ? new GatewayClient(caller.environment().gateway(), caller.wire(Optional.empty()), gateway::token)
                : gateway;
        return switch (request.token().orElse("")) {
            case "none" -> own.with(Tokens.of(""));
            case "invented" -> own.with(Tokens.of(INVENTED));
            default -> own;
        };
    }

    private byte[] body(Request request) throws Stopped, DisclosureRejected, SealingFailed {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        if (request.disclosure().isPresent()) {
            body.writeBytes(disclosure(request.disclosure().get()));
        } else if (request.ping()) {
            body.writeBytes(caller.signed(new Pinged(RandomIds.random(), caller.agency(), clock.instant()))
                    .getBytes(StandardCharsets.US_ASCII));
        } else {
            body.writeBytes(request.body().orElse("").getBytes(StandardCharsets.UTF_8));
        }
        body.writeBytes(" ".repeat(request.pad() * MIB).getBytes(StandardCharsets.US_ASCII));
        return body.toByteArray();
    }

    private byte[] disclosure(Sent sent) throws Stopped, DisclosureRejected, SealingFailed {
        if (sent.earlier()) {
            return accepted == null ? new byte[0] : accepted.signed().getBytes(StandardCharsets.UTF_8);
        }
        byte[] altered = Alteration.all(draft, sent.draft(), sent.everywhere(), known());
        byte[] signed =
                new DisclosureSigner(context, clock).sign(altered, caller.keys().signing());
        byte[] bytes = Alteration.all(signed, sent.signed(), false, known());
        if (!sent.sealed()) {
            return bytes;
        }
        List<X509Certificate> gateways = caller.certificates().of("gateway", "encryption");
        return new Sealer().seal(bytes, gateways.subList(0, 1)).toByteArray();
    }

    private Map<String, String> known() {
        return Map.of(
                "${SUBMITTED}", accepted == null ? "" : accepted.id(),
                "${LONG_AGO}", clock.instant().minus(LONG_AGO).toString(),
                "${TO_COME}", clock.instant().plus(TO_COME).toString());
    }
}
