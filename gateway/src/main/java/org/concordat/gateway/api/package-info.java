/** The REST endpoints, as {@code openapi/concordat.yaml} describes them; they read, hand on and answer, and decide nothing. */
@NullMarked
package org.concordat.gateway.api;

import org.jspecify.annotations.NullMarked;
