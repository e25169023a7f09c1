/** What agencies agreed to share, the floor that no agreement can override, the powers and the conditions: as values. */
@NullMarked
package org.concordat.protection.agreement;

import org.jspecify.annotations.NullMarked;
