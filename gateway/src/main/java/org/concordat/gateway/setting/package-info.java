/** What an operator sets, checked whole before the gateway starts. */
@NullMarked
package org.concordat.gateway.setting;

import org.jspecify.annotations.NullMarked;
