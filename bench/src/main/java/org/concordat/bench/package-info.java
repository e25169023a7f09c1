/** How fast: whole exchanges side by side with a peer's in the same run, and the rules alone. Figures, never verdicts. */
@NullMarked
package org.concordat.bench;

import org.jspecify.annotations.NullMarked;
