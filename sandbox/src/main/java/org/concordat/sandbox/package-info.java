/** Everything embedded on one machine: the parts of a sandbox, started, watched and taken down again. */
@NullMarked
package org.concordat.sandbox;

import org.jspecify.annotations.NullMarked;
