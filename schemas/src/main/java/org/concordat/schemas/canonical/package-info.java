/** The exclusive canonical form of XML: the one byte sequence that a digest and a signature are computed over. */
@NullMarked
package org.concordat.schemas.canonical;

import org.jspecify.annotations.NullMarked;
