package org.concordat.sandbox.machine;

import java.time.Duration;
import java.util.List;

/** How a process is asked to end: signals from the politest on, each with the time that it is given. */
public enum Ending {
    /** What most programs understand. */
    TERMINATE(new Step("TERM", Duration.ofSeconds(8))),
    /** PostgreSQL's fast shutdown (clients are disconnected), then its immediate one. */
    FAST_SHUTDOWN(new Step("INT", Duration.ofSeconds(10)), new Step("QUIT", Duration.ofSeconds(4)));

    private final List<Step> steps;

    Ending(Step... steps) {
        this.steps = List.of(steps);
    }

    List<Step> steps() {
        return steps;
    }

    record Step(String signal, Duration patience) {}
}
