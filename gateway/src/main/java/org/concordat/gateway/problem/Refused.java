package org.concordat.gateway.problem;

/** A request refused at the edge, before any hop: its type, stable code, and a sentence fit for the caller. */
public final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final ProblemType type;
    private final String code;

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
