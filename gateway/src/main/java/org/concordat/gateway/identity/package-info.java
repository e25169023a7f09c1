/** Who calls: the thin Keycloak adapter that makes of a bound token and a certificate one agency's caller, or refuses. */
@NullMarked
package org.concordat.gateway.identity;

import org.jspecify.annotations.NullMarked;
