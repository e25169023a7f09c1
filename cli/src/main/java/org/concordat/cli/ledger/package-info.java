/** The ledger as partners and auditors hold the gateway to it: what was seen of it, what was exported, and whether it agrees. */
@NullMarked
package org.concordat.cli.ledger;

import org.jspecify.annotations.NullMarked;
