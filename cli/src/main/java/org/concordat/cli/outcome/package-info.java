/** How a command ends: what it says to people and to scripts. */
@NullMarked
package org.concordat.cli.outcome;

import org.jspecify.annotations.NullMarked;
