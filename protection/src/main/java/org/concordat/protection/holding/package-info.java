/** Which agency and team holds a person's case, and who is too close to a person to be told of them. */
@NullMarked
package org.concordat.protection.holding;

import org.jspecify.annotations.NullMarked;
