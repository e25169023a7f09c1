/** What strangers find who trust none of our code: other people's tools, the database's own words, the bytes on disk. */
@NullMarked
package org.concordat.strangers;

import org.jspecify.annotations.NullMarked;
