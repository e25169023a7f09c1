package org.concordat.tamper;

import static org.assertj.core.api.Assertions.assertThat;

/** What the gateway counted and entered of forged rows before, so that more of it shows. */
final class Alarm {
    private final Hand hand;
    private final String table;
    private final double counted;
    private final int entries;

    Alarm(Hand hand, String table) throws Exception {
        this.hand = hand;
        this.table = table;
        this.counted = hand.forged(table);
        this.entries = hand.entries();
    }

    boolean isRaised() throws Exception {
        return hand.forged(table) > counted;
    }

    void wasRaised() throws Exception {
        assertThat(isRaised()).as("concordat_rows_forged_total of " + table).isTrue();
        assertThat(hand.entries()).as("entries that a row was forged").isGreaterThan(entries);
    }
}
