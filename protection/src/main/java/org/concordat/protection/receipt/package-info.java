/** Signed statements: receipts and notices. */
@NullMarked
package org.concordat.protection.receipt;

import org.jspecify.annotations.NullMarked;
