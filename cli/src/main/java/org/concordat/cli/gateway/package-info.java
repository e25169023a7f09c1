/** The gateway and Keycloak as a partner reaches them: HTTPS with mutual TLS 1.3. */
@NullMarked
package org.concordat.cli.gateway;

import org.jspecify.annotations.NullMarked;
