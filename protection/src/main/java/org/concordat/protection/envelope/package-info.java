/**
 * Sealing to a recipient and opening: CMS AuthEnvelopedData (RFC 5083) with AES-256-GCM (RFC 5084), as OpenSSL 3 also
 * writes and reads it. All types are safe to share between threads.
 */
@NullMarked
package org.concordat.protection.envelope;

import org.jspecify.annotations.NullMarked;
