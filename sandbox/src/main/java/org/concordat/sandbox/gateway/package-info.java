/** The gateway as the sandbox runs it: a process of its own, with a clock that stories move and sample certificates. */
@NullMarked
package org.concordat.sandbox.gateway;

import org.jspecify.annotations.NullMarked;
