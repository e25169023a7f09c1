/** The redactable signature: made by a sender, checked by everyone, still good after parts were withheld. */
@NullMarked
package org.concordat.schemas.signature;

import org.jspecify.annotations.NullMarked;
