/** The bundle: the files of a configuration as one thing that is signed by two approvers, packed and handed over. Immutable, safe to share. */
@NullMarked
package org.concordat.protection.bundle;

import org.jspecify.annotations.NullMarked;
