package org.concordat.gateway.problem;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.concordat.routes.hop.HopRefused;
import org.concordat.routes.hop.Ids;
import org.concordat.schemas.disclosure.Finding;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import tools.jackson.databind.ObjectMapper;

/**
 * Raises problems: each gets a random incident id, one line in the log, and is counted in {@code concordat.refusals}
 * by hop and code. Safe to share.
 */
public record Problems(MeterRegistry meters, ObjectMapper json, Ids ids) {
    /** The log's context: the agency of the connection that is being answered. */
    public static final String AGENCY = "agency";

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    /** A problem met before any hop. */
    public Problem raise(Refused refused) {
        return raise(refused.type(), refused);
    }

    /** The same, by the code under which the file of refusals has it. */
    public Problem raise(String code) {
        return raise(Refused.of(code));
    }

    private Problem raise(ProblemType type, Refused refused) {
        return raise(type, refused.code(), Problem.EDGE, refused.sentence(), List.of());
    }

    private Problem raise(ProblemType type, String code, String hop, String detail, List<Finding> findings) {
        UUID incident = ids.random();
        LOG.atLevel(type == ProblemType.FAILED ? org.slf4j.event.Level.ERROR : org.slf4j.event.Level.INFO)
                .log(
                        "refused: status={} code={} hop={} agency={} incident={}",
                        type.status(),
                        code,
                        hop,
                        Objects.requireNonNullElse(MDC.get(AGENCY), "-"),
                        incident);
        meters.counter("concordat.refusals", "hop", hop, "code", code).increment();
        return Problem.of(type, code, hop, detail, findings, incident);
    }

    /** What a hop refused. */
    public Problem refused(HopRefused refused) {
        ProblemType type = ProblemType.valueOf(refused.category().name());
        return raise(type, refused.code(), refused.hop(), refused.sentence(), refused.findings());
    }

    /** The same as a text, for who did not call. */
    public String told(HopRefused refused) {
        return json.writeValueAsString(refused(refused));
    }

    /** The database did not answer: nothing was decided, for no decision is kept without its evidence. */
    public Problem unavailable() {
        return raise("gateway.database-unavailable");
    }

    public Problem malformed(ProblemType type) {
        return raise(type, Refused.malformed(""));
    }

    /**
     * A failure of our own. The log names the exceptions' types and where they were thrown, and never their messages:
     * parsers' and drivers' messages quote values.
     */
    public Problem failed(Throwable failure) {
        Problem problem = raise("gateway.failed");
        StringBuilder line = new StringBuilder();
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 8; depth++) {
            line.append(depth == 0 ? "" : " <- ").append(cause.getClass().getName());
            StackTraceElement[] trace = cause.getStackTrace();
            for (int i = 0; i < Math.min(trace.length, 4); i++) {
                line.append(" at ").append(trace[i]);
            }
            cause = cause.getCause();
        }
        LOG.error("failed: incident={} {}", problem.instance(), line);
        return problem;
    }

    /** Answers with a problem outside of the controllers: in filters and in the server itself. */
    public void write(HttpServletResponse response, Problem problem) throws IOException {
        byte[] body = json.writeValueAsBytes(problem);
        response.setStatus(problem.status());
        problem.retryAfter().ifPresent(seconds -> response.setHeader("Retry-After", String.valueOf(seconds)));
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentType(Problem.MEDIA_TYPE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        response.flushBuffer();
    }
}
