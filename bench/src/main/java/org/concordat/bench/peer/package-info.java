/** The side to measure against: Apache CXF with WS-Security, two parties and nobody between them. */
@NullMarked
package org.concordat.bench.peer;

import org.jspecify.annotations.NullMarked;
