package org.concordat.routes;

import java.time.Duration;

/**
 * How often and how long.
 *
 * @param replayWindow how old a disclosure may be when it is handed in
 * @param round how long the gateway rests between two looks at its queue and its clocks, in real time
 * @param heldAfter how long a recipient may be out of reach, while it is open, before the sender is told, unless the agency
 *     says otherwise
 * @param escalateAfter how long a desk has to confirm a notice before the next one is told
 */
public record Pace(Duration replayWindow, Duration round, Duration heldAfter, Duration escalateAfter) {
    /** A round a second, held after eight hours. */
    public static Pace standard(Duration replayWindow) {
        return new Pace(replayWindow, Duration.ofSeconds(1), Duration.ofHours(8), Duration.ofHours(1));
    }
}
