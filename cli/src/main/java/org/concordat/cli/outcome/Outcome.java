package org.concordat.cli.outcome;

import java.util.Map;

/**
 * What a command answers when it could do its work.
 *
 * @param text for people
 * @param json the same for programs: one object
 */
public record Outcome(Exit exit, Text text, Map<String, Object> json) {
    public static Outcome done(Text text, Map<String, Object> json) {
        return new Outcome(Exit.DONE, text, json);
    }

    /** Where each recipient has an answer of its own: some may get it, some may not. */
    public static Outcome shared(boolean some, boolean all, Text text, Map<String, Object> json) {
        return new Outcome(!some ? Exit.REFUSED : all ? Exit.DONE : Exit.PARTLY, text, json);
    }
}
