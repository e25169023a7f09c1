/** What of a disclosure is released to one recipient, once decided. */
@NullMarked
package org.concordat.protection.minimise;

import org.jspecify.annotations.NullMarked;
