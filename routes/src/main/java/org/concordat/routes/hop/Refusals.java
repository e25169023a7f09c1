package org.concordat.routes.hop;

import java.util.List;
import org.concordat.protection.ledger.Entry;

/** Where the evidence of refusals goes. Throws {@link StoreUnavailable}. Safe to share. */
@FunctionalInterface
public interface Refusals {
    /** Appends the entries in a transaction of their own. */
    void append(List<Entry> entries);
}
