package org.concordat.sandbox.machine;

import java.time.Duration;
import java.util.List;

/** How a process is asked to end before it is made to: signals from the politest on. */
public enum Ending {
    /** What most programs understand. Not for long: what runs here keeps nothing that would be lost. */
    TERMINATE,
    /** PostgreSQL's fast shutdown (clients are disconnected), then its immediate one. */
    FAST_SHUTDOWN;

    List<Step> steps() {
        return switch (this) {
            case TERMINATE -> List.of(new Step("TERM", Duration.ofSeconds(4)));
            case FAST_SHUTDOWN ->
                List.of(new Step("INT", Duration.ofSeconds(10)), new Step("QUIT", Duration.ofSeconds(4)));
        };
    }

    /** A signal, and the time that the process is given to follow it. */
    record Step(String signal, Duration patience) {}
}
