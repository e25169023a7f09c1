/** What agencies agreed to share, the floor that no agreement can override, and the powers: read from files. */
@NullMarked
package org.concordat.protection.agreement;

import org.jspecify.annotations.NullMarked;
