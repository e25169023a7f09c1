/**
 * Signed statements: receipts, which say that a hop was completed, and notices. Each is a compact JWS (RFC 7515) whose
 * payload is JSON. All types are safe to share between threads.
 *
 * <p>The header: {@code alg} as the signing key is, ES256 for P-256, ES384 for P-384, PS256 for RSA; {@code typ} as the
 * content is, e.g. {@code concordat-committed+jws}, {@code concordat-received+jws}, {@code concordat-consented+jws};
 * {@code x5t#S256}, the signing certificate's thumbprint. No other field. The payload's fields are those of
 * {@link org.concordat.protection.receipt.Statement}'s and {@link org.concordat.protection.receipt.AgencyStatement}'s records, by the same names; what is empty is left out; times are in
 * UTC as in RFC 3339, digests are SHA-256 in hexadecimal.
 */
@NullMarked
package org.concordat.protection.receipt;

import org.jspecify.annotations.NullMarked;
