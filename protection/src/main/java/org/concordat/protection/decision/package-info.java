/** May this disclosure happen, for whom and which parts of it, and why. Pure: no transport, no clock, no log. */
@NullMarked
package org.concordat.protection.decision;

import org.jspecify.annotations.NullMarked;
