/** From the canonical record to the form that a partner's own system takes, and back to a draft. */
@NullMarked
package org.concordat.protection.mapping;

import org.jspecify.annotations.NullMarked;
