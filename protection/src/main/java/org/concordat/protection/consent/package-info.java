/** What people said to the sharing of their data, and who decided to share all the same: as values, without a name. */
@NullMarked
package org.concordat.protection.consent;

import org.jspecify.annotations.NullMarked;
