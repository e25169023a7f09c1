/** Where readers of XML come from: the JDK's own, hardened. */
@NullMarked
package org.concordat.schemas.xml;

import org.jspecify.annotations.NullMarked;
