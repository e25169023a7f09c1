package org.concordat.faults;

import java.util.List;
import org.concordat.sandbox.Stack;
import org.concordat.sandbox.machine.Ports;
import org.concordat.sandbox.postgres.Postgres;

/** A database and its synchronous standby, at two addresses that stay the same whoever is at which. */
final class Pair {
    private final Stack stack;
    private final String jdbcUrl;
    private Postgres primary;
    private Postgres standby;

    private Pair(Stack stack, Postgres primary, Postgres standby) {
        this.stack = stack;
        this.primary = primary;
        this.standby = standby;
        // as an operator writes it; the rest is the gateway's own to set
        this.jdbcUrl = primary.jdbcUrlWith(standby);
    }

    static Pair of(Postgres primary, Stack stack) throws Exception {
        List<Integer> ports = Ports.free(1);
        return new Pair(stack, primary, stack.add("the standby", primary.standby(ports.get(0))));
    }

    /** Leads to the primary, whichever it is. */
    String jdbcUrl() {
        return jdbcUrl;
    }

    /** {@code SIGKILL}, and it does not come back. */
    void primaryDies() throws InterruptedException {
        primary.kill();
    }

    /** What a manager of failovers does once it is sure that the primary is gone. */
    void standbyTakesOver() throws Exception {
        standby.takeOver();
    }

    /** Where the primary was is a standby of the new one from now on, which every commit waits for again. */
    void isWholeAgain() throws Exception {
        Postgres last = standby;
        standby = stack.add("a further standby", last.standby(primary.port()));
        primary = last;
    }
}
