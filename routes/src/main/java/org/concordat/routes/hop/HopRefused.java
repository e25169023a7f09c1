package org.concordat.routes.hop;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.concordat.protection.ledger.Event;
import org.concordat.schemas.disclosure.Finding;

/**
 * A hop's refusal, as its caller is told it: a stable code and a sentence that a practitioner understands. Never
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
        /** Readable, but not to be taken as it stands. */
        UNPROCESSABLE,
        /** Nothing was decided and nothing left; the same request may succeed later. */
        RETRY_LATER
    }

    private static final ResourceBundle REFUSALS =
            ResourceBundle.getBundle("org.concordat.routes.hop.refusals", Locale.ROOT);
    private static final Pattern PLACE = Pattern.compile("\\{([0-9])}");

    private final Category category;
    private final String code;
    private final transient List<Finding> findings;
    private final transient List<Event> evidence;

    private HopRefused(Category category, String code, String sentence, List<Finding> findings, List<Event> evidence) {
        super(sentence);
        this.category = category;
        this.code = code;
        this.findings = List.copyOf(findings);
        this.evidence = List.copyOf(evidence);
    }

    /**
     * A refusal without findings or evidence.
     *
     * @param code the hop, a dot, and the reason
     */
    public HopRefused(Category category, String code, String sentence) {
        this(category, code, sentence, List.of(), List.of());
    }

    /**
     * The refusal of that code, in the words of {@code refusals.properties}.
     *
     * @param said what stands for {@code {0}}, {@code {1}} in them
     */
    public static HopRefused of(String code, Object... said) {
        String[] refusal = REFUSALS.getString(code).split(" ", 2);
        return new HopRefused(Category.valueOf(refusal[0]), code, told(refusal[1], said));
    }

    /** A sentence with what stands for the places in it. */
    public static String told(String sentence, Object... said) {
        return PLACE.matcher(sentence)
                .replaceAll(place -> Matcher.quoteReplacement(String.valueOf(said[Integer.parseInt(place.group(1))])));
    }

    /** The one answer for a delivery that is not there, not this agency's, or no longer to be had. */
    public static HopRefused noSuchDelivery() {
        return of("recheck.no-such-delivery");
    }

    /** The same refusal, with everything that was found. */
    public HopRefused with(List<Finding> found) {
        return new HopRefused(category, code, sentence(), found, evidence);
    }

    /** The same refusal, with what the ledger is to say of it. */
    public HopRefused on(Event event) {
        return on(List.of(event));
    }

    HopRefused on(List<Event> events) {
        return new HopRefused(category, code, sentence(), findings, events);
    }

    /** The stable code, e.g. {@code admit.agency-mismatch}. */
    public String code() {
        return code;
    }

    /** The hop that refused, e.g. {@code admit}. */
    public String hop() {
        return code.substring(0, code.indexOf('.'));
    }

    public Category category() {
        return category;
    }

    /** Why, in words fit for the caller. */
    public String sentence() {
        return String.valueOf(getMessage());
    }

    /** Everything that was found, where the hop looks for everything at once. */
    public List<Finding> findings() {
        return findings;
    }

    /** What the ledger is to say of it; empty where it was said already, or nothing was decided. */
    public List<Event> evidence() {
        return evidence;
    }
}
