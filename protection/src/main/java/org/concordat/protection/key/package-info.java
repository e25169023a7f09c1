/** Keys, certificates and whom to trust. All types are safe to share between threads. */
@NullMarked
package org.concordat.protection.key;

import org.jspecify.annotations.NullMarked;
