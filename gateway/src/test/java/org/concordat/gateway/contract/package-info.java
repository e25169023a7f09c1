/** The contract, held against what a running gateway answers; for the sandbox's tests too. */
@NullMarked
package org.concordat.gateway.contract;

import org.jspecify.annotations.NullMarked;
