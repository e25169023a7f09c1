/** The rules alone, under many agreements. */
@NullMarked
package org.concordat.bench.rules;

import org.jspecify.annotations.NullMarked;
