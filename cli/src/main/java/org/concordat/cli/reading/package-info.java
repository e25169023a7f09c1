/** A disclosure for a person to read, whatever sections it is made of. */
@NullMarked
package org.concordat.cli.reading;

import org.jspecify.annotations.NullMarked;
