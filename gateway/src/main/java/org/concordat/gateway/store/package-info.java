/** What the routes keep, in PostgreSQL: plain SQL, one transaction a call, errors that never quote a value. */
@NullMarked
package org.concordat.gateway.store;

import org.jspecify.annotations.NullMarked;
