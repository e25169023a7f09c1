package org.concordat.sandbox.story;

import java.io.PrintStream;
import java.util.List;

/** A story as it is told: plain lines, and whether each thing came out as told. Readable without colour or terminal. */
final class Narration {
    private final PrintStream out;
    private final boolean quiet;
    private int checked;
    private int failed;

    Narration(PrintStream out, boolean quiet) {
        this.out = out;
        this.quiet = quiet;
    }

    void chapter(String title) {
        tell("");
        tell(title);
    }

    void tell(String line) {
        if (!quiet) {
            out.println(line);
        }
    }

    /** What somebody has in front of them, set apart by a margin. */
    void show(String text) {
        text.strip().lines().forEach(line -> tell(line.isEmpty() ? "    |" : "    | " + line));
    }

    /** The paragraphs of it whose first lines speak of one of these; that there is more is shown too. */
    void showOnly(String text, String... headings) {
        for (String paragraph : text.strip().split("\\R\\s*\\R", -1)) {
            String heading = paragraph.lines().findFirst().orElse("");
            if (List.of(headings).stream().anyMatch(heading::contains)) {
                show(paragraph);
                tell("    | […]");
            }
        }
    }

    /** Says what is to have happened, and whether it did. What failed is said even when all else is quiet. */
    void check(String what, boolean came, String otherwise) {
        checked++;
        if (came) {
            tell("  ok  " + what);
            return;
        }
        failed++;
        out.println("  NOT AS TOLD  " + what);
        otherwise.strip().lines().forEach(line -> out.println("    | " + line));
    }

    /** The last line: whether all came out as told. */
    boolean end() {
        tell("");
        out.println(
                failed == 0
                        ? "All " + checked + " things came out as told."
                        : failed + " of " + checked + " things did not come out as told.");
        return failed == 0;
    }
}
