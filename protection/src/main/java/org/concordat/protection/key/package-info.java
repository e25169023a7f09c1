/** Keys, certificates and whom to trust. */
@NullMarked
package org.concordat.protection.key;

import org.jspecify.annotations.NullMarked;
