/** The one place that chooses who computes digests, signatures and ciphers. */
@NullMarked
package org.concordat.schemas.primitive;

import org.jspecify.annotations.NullMarked;
