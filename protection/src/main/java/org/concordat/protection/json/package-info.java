/** How what is kept and what is signed stands in JSON. */
@NullMarked
package org.concordat.protection.json;

import org.jspecify.annotations.NullMarked;
