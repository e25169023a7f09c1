/** How it runs: the main class and the wiring of everything below. */
@NullMarked
package org.concordat.gateway;

import org.jspecify.annotations.NullMarked;
