/**
 * The evidence: entries that say what happened, provably, without personal data. All types are immutable and safe to share
 * between threads.
 */
@NullMarked
package org.concordat.protection.ledger;

import org.jspecify.annotations.NullMarked;
