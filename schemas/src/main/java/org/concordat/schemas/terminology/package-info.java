/** The field's words as types: who, what kind, why, by which statute, under which conditions. */
@NullMarked
package org.concordat.schemas.terminology;

import org.jspecify.annotations.NullMarked;
