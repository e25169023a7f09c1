/** The ledger as it grows and as it is watched: positions, checkpoints, and whether what is stored still is what was written. */
@NullMarked
package org.concordat.routes.ledger;

import org.jspecify.annotations.NullMarked;
