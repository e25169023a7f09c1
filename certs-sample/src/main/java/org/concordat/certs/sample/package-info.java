/** Sample certificates for the sandbox and for tests: an authority, and what it issues. Refused everywhere else. */
@NullMarked
package org.concordat.certs.sample;

import org.jspecify.annotations.NullMarked;
