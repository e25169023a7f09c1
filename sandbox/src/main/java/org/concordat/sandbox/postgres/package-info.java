/** A real PostgreSQL for one run: its own data, its own access rules, durable, and gone afterwards. */
@NullMarked
package org.concordat.sandbox.postgres;

import org.jspecify.annotations.NullMarked;
