/** The edge for systems that speak SOAP: WS-Security instead of tokens, and then the same doors as REST. */
@NullMarked
package org.concordat.gateway.soap;

import org.jspecify.annotations.NullMarked;
