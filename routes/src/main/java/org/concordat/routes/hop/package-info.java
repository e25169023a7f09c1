/** The hops of a disclosure, a class each, from one typed stage to the next; and the stores that they need. No Camel. */
@NullMarked
package org.concordat.routes.hop;

import org.jspecify.annotations.NullMarked;
