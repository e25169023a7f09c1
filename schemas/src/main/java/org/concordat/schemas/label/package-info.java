/** What a section is, for data protection: its category, whose data it is, its nature and where it came from. */
@NullMarked
package org.concordat.schemas.label;

import org.jspecify.annotations.NullMarked;
