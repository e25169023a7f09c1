/** The front door: a context, its parser and validator, and the disclosure they yield. */
@NullMarked
package org.concordat.schemas.disclosure;

import org.jspecify.annotations.NullMarked;
