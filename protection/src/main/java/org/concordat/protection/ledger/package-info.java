/** The evidence: entries that say what happened, provably, without personal data. */
@NullMarked
package org.concordat.protection.ledger;

import org.jspecify.annotations.NullMarked;
