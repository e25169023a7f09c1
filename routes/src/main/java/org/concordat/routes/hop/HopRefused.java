package org.concordat.routes.hop;

import java.util.List;
import java.util.Optional;
import org.concordat.protection.ledger.Event;
import org.concordat.schemas.disclosure.Finding;

/**
 * A hop's refusal, as its caller is told it: stable code, hop, and a sentence that a practitioner understands. Never
 * personal data, never anything that the caller may not know.
 */
public final class HopRefused extends Exception {
    private static final long serialVersionUID = 1L;

    /** What sort of refusal it is, so that an edge needs no list of codes. */
    public enum Category {
        /** Not readable as what it claims to be. */
        INVALID,
        /** This caller may not do this. */
        FORBIDDEN,
        /** It contradicts what is already there. */
        CONFLICT,
        TOO_LARGE,
        /** Not there, or not for this caller: the two are never told apart. */
        NOT_FOUND,
        /** Readable, but not to be released as it stands. */
        UNPROCESSABLE,
        /** Nothing was decided and nothing left; the same request may succeed later. */
        RETRY_LATER
    }

    private final String code;
    private final String hop;
    private final Category category;
    private final transient List<Finding> findings;
    private final transient Optional<Event> evidence;

    HopRefused(
            Category category,
            String hop,
            String code,
            String sentence,
            List<Finding> findings,
            Optional<Event> evidence) {
        super(sentence);
        this.category = category;
        this.hop = hop;
        this.code = code;
        this.findings = List.copyOf(findings);
        this.evidence = evidence;
    }

    /** A refusal that is no evidence against anyone, and is counted only. */
    public HopRefused(Category category, String hop, String code, String sentence) {
        this(category, hop, code, sentence, List.of(), Optional.empty());
    }

    /** The stable code, e.g. {@code admit.agency-mismatch}. */
    public String code() {
        return code;
    }

    /** The hop that refused, e.g. {@code admit}. */
    public String hop() {
        return hop;
    }

    public Category category() {
        return category;
    }

    /** Why, in words fit for the caller. */
    public String sentence() {
        return String.valueOf(getMessage());
    }

    /** Everything that was found, where the hop found more than one thing. */
    public List<Finding> findings() {
        return findings;
    }

    /** What the ledger is to say of it; empty where it was said already, or nothing is to be said. */
    public Optional<Event> evidence() {
        return evidence;
    }
}
