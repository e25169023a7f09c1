package org.concordat.gateway.problem;

import java.util.Locale;
import java.util.ResourceBundle;
import org.concordat.routes.hop.HopRefused;

/** A request refused at the edge, before any hop: its type, stable code, and a sentence fit for the caller. */
public final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private static final ResourceBundle REFUSALS =
            ResourceBundle.getBundle("org.concordat.gateway.problem.refusals", Locale.ROOT);

    private final ProblemType type;
    private final String code;

    /**
     * What the file of refusals says of a code.
     *
     * @param said what stands for {0}, {1} in the sentence
     */
    public static Refused of(String code, Object... said) {
        String[] refusal = REFUSALS.getString(code).split(" ", 2);
        return new Refused(ProblemType.valueOf(refusal[0]), code, HopRefused.told(refusal[1], said));
    }

    /** The content is not of the contract's form; {@code why} says which part, and quotes nothing. */
    public static Refused malformed(String why) {
        return of("request.malformed", why);
    }

    public Refused(ProblemType type, String code, String sentence) {
        super(sentence);
        this.type = type;
        this.code = code;
    }

    public ProblemType type() {
        return type;
    }

    public String code() {
        return code;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
