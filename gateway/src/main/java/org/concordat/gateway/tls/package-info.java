/** The encrypted connection that agencies' systems speak through: TLS 1.3, a client certificate always. */
@NullMarked
package org.concordat.gateway.tls;

import org.jspecify.annotations.NullMarked;
