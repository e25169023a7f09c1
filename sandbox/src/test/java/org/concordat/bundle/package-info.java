/** The bundle in force: what is taken, what is refused, and how every node follows. */
@NullMarked
package org.concordat.bundle;

import org.jspecify.annotations.NullMarked;
