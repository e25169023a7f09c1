/** What this machine says that its processes cost. */
@NullMarked
package org.concordat.bench.machine;

import org.jspecify.annotations.NullMarked;
