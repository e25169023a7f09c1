/** Load in a closed loop: several clients that each begin anew when they are done, in a process of their own that is told what to do. */
@NullMarked
package org.concordat.bench.load;

import org.jspecify.annotations.NullMarked;
