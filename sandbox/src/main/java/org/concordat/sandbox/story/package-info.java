/** Stories: what happens in Northshire, told through the public edges, with every outcome checked. */
@NullMarked
package org.concordat.sandbox.story;

import org.jspecify.annotations.NullMarked;
