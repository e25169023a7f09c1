package org.concordat.routes.ledger;

import java.util.Optional;
import java.util.UUID;

/**
 * Looks rows through, slowly and over and over: one that was silenced by hand raises the alarm although nobody asks for it
 * any more. For one thread.
 */
public final class RowInspection {
    private static final int SLICE = 256;

    private final Rows rows;
    private Optional<UUID> last = Optional.empty();

    /** Rows of one sort, in the order of their ids. */
    @FunctionalInterface
    public interface Rows {
        /**
         * Judges the next ones, and raises the alarm where one is not as the gateway wrote it.
         *
         * @return the last of them; empty at the end
         */
        Optional<UUID> inspect(Optional<UUID> after, int atMost);
    }

    public RowInspection(Rows rows) {
        this.rows = rows;
    }

    /** One slice. */
    public void round() {
        last = rows.inspect(last, SLICE);
    }
}
