/** Identifiers of people: read, put in canonical form, checked. A bad check letter flags and never blocks. */
@NullMarked
package org.concordat.schemas.identifier;

import org.jspecify.annotations.NullMarked;
