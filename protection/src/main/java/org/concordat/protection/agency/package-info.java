/** Who may speak: the register of agencies, their teams, certificates and how each is reached. */
@NullMarked
package org.concordat.protection.agency;

import org.jspecify.annotations.NullMarked;
