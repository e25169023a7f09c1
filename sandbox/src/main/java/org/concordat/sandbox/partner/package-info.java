/** Servers that partners run for their own systems, for real and on loopback: files, a broker, a post office, web services. */
@NullMarked
package org.concordat.sandbox.partner;

import org.jspecify.annotations.NullMarked;
