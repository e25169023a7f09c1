package org.concordat.cli.outcome;

import java.util.List;

/** Why a command stopped: a stable code, sentences without personal data, and every finding where there are some. */
public final class Stopped extends Exception {
    private static final long serialVersionUID = 1L;

    private final Exit exit;
    private final String code;
    private final transient List<Reason> reasons;
    private final String incident;

    public Stopped(Exit exit, String code, String message) {
        this(exit, code, message, List.of());
    }

    public Stopped(Exit exit, String code, String message, List<Reason> reasons) {
        this(exit, code, message, reasons, "");
    }

    /**
     * What the gateway refused.
     *
     * @param incident by which those who run the gateway find it in their log; empty where it gave none
     */
    public Stopped(Exit exit, String code, String message, List<Reason> reasons, String incident) {
        super(message);
        this.exit = exit;
        this.code = code;
        this.reasons = List.copyOf(reasons);
        this.incident = incident;
    }

    public Exit exit() {
        return exit;
    }

    public String code() {
        return code;
    }

    public List<Reason> reasons() {
        return reasons;
    }

    public String incident() {
        return incident;
    }

    /**
     * One thing that is wrong, or was refused.
     *
     * @param weight {@code error}, {@code query}, {@code note} or {@code refused}
     * @param where an element path, a file with its line, or a recipient; never a value
     */
    public record Reason(String weight, String code, String where, String message) {}
}
