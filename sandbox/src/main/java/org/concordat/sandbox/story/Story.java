package org.concordat.sandbox.story;

import java.io.IOException;
import java.io.PrintStream;

/**
 * What {@code bin/sandbox --once} tells. It may be told again, in a sandbox where other things went on before: it looks at
 * its own disclosures only.
 */
public final class Story {
    private final Narration narration;
    private final Scene scene;

    public Story(PrintStream out, boolean quiet, Stage stage) {
        this.narration = new Narration(out, quiet);
        this.scene = new Scene(stage, narration);
    }

    /** Tells it; whether all came out as told. */
    public boolean tell() throws IOException, InterruptedException {
        new FirstLight(scene).tell();
        new CaseAllocated(scene).tell();
        new KilledOnTheWay(scene).tell();
        return narration.end();
    }
}
