package org.concordat.cli.outcome;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why a command stopped: a stable code, sentences without personal data, and every finding where there are some. */
public final class Stopped extends Exception {
    private static final long serialVersionUID = 1L;

    private static final ResourceBundle SENTENCES =
            ResourceBundle.getBundle("org.concordat.cli.outcome.stopped", Locale.ROOT);
    private static final Pattern PLACE = Pattern.compile("\\{([0-9])}");

    private final Exit exit;
    private final String code;
    private final transient List<Reason> reasons;
    private final String incident;

    /**
     * Why, in the words of {@code stopped.properties}.
     *
     * @param said what stands for {@code {0}}, {@code {1}} in them
     */
    public static Stopped of(String code, Object... said) {
        String[] exitAndWords = SENTENCES.getString(code).split(" ", 2);
        String sentence = PLACE.matcher(exitAndWords[1])
                .replaceAll(place -> Matcher.quoteReplacement(String.valueOf(said[Integer.parseInt(place.group(1))])));
        return new Stopped(Exit.valueOf(exitAndWords[0]), code, sentence);
    }

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
