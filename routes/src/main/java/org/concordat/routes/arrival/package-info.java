/** What agencies' systems put somewhere for the gateway to pick up, on its way to the hops. */
@NullMarked
package org.concordat.routes.arrival;

import org.jspecify.annotations.NullMarked;
