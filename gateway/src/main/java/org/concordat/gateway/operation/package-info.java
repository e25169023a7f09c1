/** What an operator sees: health, metrics and the configuration in force; no personal data. */
@NullMarked
package org.concordat.gateway.operation;

import org.jspecify.annotations.NullMarked;
