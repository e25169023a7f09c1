/** Fictional Northshire: its agencies' certificates and bundle on disk, and the systems that partners would run. */
@NullMarked
package org.concordat.sandbox.northshire;

import org.jspecify.annotations.NullMarked;
