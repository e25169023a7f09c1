/** What happens to a disclosure after commit: mailboxes, claims, clocks, and what its sender may know of it. */
@NullMarked
package org.concordat.routes.delivery;

import org.jspecify.annotations.NullMarked;
