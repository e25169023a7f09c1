/** What agencies put on record of consents, overrides and holdings, and what follows from it. */
@NullMarked
package org.concordat.routes.consent;

import org.jspecify.annotations.NullMarked;
