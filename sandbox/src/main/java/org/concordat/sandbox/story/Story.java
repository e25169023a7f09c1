package org.concordat.sandbox.story;

import java.io.PrintStream;
import java.util.Map;
import org.concordat.schemas.signature.RandomIds;

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
    public boolean tell() throws Exception {
        new FirstLight(scene).tell();
        Map<String, String> her = newlyNumbered();
        new CaseAllocated(scene, her).tell();
        new ConsentWithdrawn(scene, her).tell();
        new KilledOnTheWay(scene).tell();
        new SharedAllTheSame(scene, her).tell();
        new LedgerProven(scene).tell();
        new EveryPartnerConnected(scene).tell();
        scene.layForOthers();
        return narration.end();
    }

    /** Her number at the company and the id of her consent: others each time, or what she took back last time would count. */
    private static Map<String, String> newlyNumbered() {
        String random = RandomIds.random().toString();
        return Map.of("HER", "NS-P-" + random.substring(0, 8), "CONSENT", random);
    }
}
