/** Who acts and where: addresses, certificates and keys. */
@NullMarked
package org.concordat.cli.environment;

import org.jspecify.annotations.NullMarked;
