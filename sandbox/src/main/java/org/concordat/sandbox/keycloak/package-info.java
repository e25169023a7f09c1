/** A real Keycloak for one run, with one realm in which every agency's system has a client. */
@NullMarked
package org.concordat.sandbox.keycloak;

import org.jspecify.annotations.NullMarked;
