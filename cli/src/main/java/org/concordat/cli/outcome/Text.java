package org.concordat.cli.outcome;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Text for people, as a terminal of 80 columns, a file and a screen reader all take it: wrapped lines, indented by
 * spaces, no colour and no drawn lines. What came from others cannot steer the terminal.
 */
public final class Text {
    private static final int WIDTH = 80;
    private static final int STEP = 2;
    private static final int LABEL = 18;
    /** Control and format characters: escape sequences, and overrides of the direction of writing. */
    private static final Pattern STEERING = Pattern.compile("[\\p{Cc}\\p{Cf}\u2028\u2029]+");

    private final List<String> lines = new ArrayList<>();

    public Text say(String sentence) {
        return say(0, sentence);
    }

    public Text say(int depth, String sentence) {
        wrap(" ".repeat(depth * STEP), " ".repeat(depth * STEP), plain(sentence));
        return this;
    }

    /** A label and its value, the values of neighbours below each other. */
    public Text row(int depth, String label, String value) {
        String lead = " ".repeat(depth * STEP) + plain(label) + ":";
        String padded = lead + " ".repeat(Math.max(1, depth * STEP + LABEL - lead.length()));
        String rest = " ".repeat(Math.min(padded.length(), depth * STEP + LABEL));
        wrap(padded, rest, plain(value));
        return this;
    }

    /** An item of a list. */
    public Text item(int depth, String sentence) {
        String indent = " ".repeat(depth * STEP);
        wrap(indent + "- ", indent + "  ", plain(sentence));
        return this;
    }

    /** A line exactly as it is, such as a path or a command to be copied. */
    public Text verbatim(int depth, String line) {
        lines.add(" ".repeat(depth * STEP) + plain(line));
        return this;
    }

    public Text gap() {
        if (!lines.isEmpty() && !lines.get(lines.size() - 1).isEmpty()) {
            lines.add("");
        }
        return this;
    }

    private void wrap(String first, String next, String words) {
        StringBuilder line = new StringBuilder(first);
        boolean fresh = true;
        for (String word : words.split(" ", -1)) {
            if (!fresh && line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString().stripTrailing());
                line = new StringBuilder(next);
                fresh = true;
            }
            if (!fresh) {
                line.append(' ');
            }
            line.append(word);
            fresh = false;
        }
        lines.add(line.toString().stripTrailing());
    }

    private static String plain(String text) {
        return STEERING.matcher(text).replaceAll(" ").strip();
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
