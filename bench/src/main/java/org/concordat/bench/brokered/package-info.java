/** Our side: a disclosure on its whole way from a sending system through a real gateway to a recipient's, and back with a receipt. */
@NullMarked
package org.concordat.bench.brokered;

import org.jspecify.annotations.NullMarked;
