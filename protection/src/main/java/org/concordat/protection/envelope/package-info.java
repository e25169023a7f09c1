/** Sealing to a recipient and opening: CMS, AES-256-GCM. */
@NullMarked
package org.concordat.protection.envelope;

import org.jspecify.annotations.NullMarked;
