package org.concordat.gateway.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.concordat.schemas.disclosure.Finding;

/**
 * A problem as its caller reads it (RFC 9457, with members of our own). Holds nothing that the request said.
 *
 * @param type {@code urn:concordat:problem:} and the code
 * @param detail what is wrong and what to do, in a practitioner's words
 * @param instance the incident, a random id that is in the gateway's log too
 * @param code stable, for programs
 * @param hop where it was met: a hop, or {@code edge} before any
 * @param retry {@code never}, {@code later} or {@code corrected}
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        String code,
        String hop,
        String retry,
        List<Found> findings) {
    static final String MEDIA_TYPE = "application/problem+json";
    /** The hop of what is refused before any hop. */
    public static final String EDGE = "edge";

    /** One finding: what, where and what to do; never a value. */
    public record Found(String severity, String code, String location, String sentence) {
        static Found of(Finding finding) {
            return new Found(
                    finding.severity().name().toLowerCase(Locale.ROOT),
                    finding.code(),
                    finding.location(),
                    finding.message());
        }
    }

    public Problem {
        findings = List.copyOf(findings);
    }

    static Problem of(ProblemType type, String code, String hop, String detail, List<Finding> findings, UUID incident) {
        return new Problem(
                "urn:concordat:problem:" + code,
                type.title(),
                type.status(),
                detail,
                "urn:uuid:" + incident,
                code,
                hop,
                type.retry().name().toLowerCase(Locale.ROOT),
                findings.stream().map(Found::of).toList());
    }

    /** How many seconds to wait before asking again, where that makes sense without a change. */
    public Optional<Integer> retryAfter() {
        return status == ProblemType.RETRY_LATER.status() ? Optional.of(5) : Optional.empty();
    }
}
