/** How one agency is reached: what hands sealed bytes over, and what came back. Knows no hop. */
@NullMarked
package org.concordat.routes.connector;

import org.jspecify.annotations.NullMarked;
