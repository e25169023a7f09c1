/** Why a request was not answered as it wished, in the form of RFC 9457; depends on nothing else of the gateway. */
@NullMarked
package org.concordat.gateway.problem;

import org.jspecify.annotations.NullMarked;
