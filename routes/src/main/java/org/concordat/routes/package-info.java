/** How it flows: the front doors, and the Camel route templates that are the list of hops. */
@NullMarked
package org.concordat.routes;

import org.jspecify.annotations.NullMarked;
