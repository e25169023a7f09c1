/** The conformance kit: numbered cases that a partner's system and a gateway must agree on, and the report of a run. */
@NullMarked
package org.concordat.cli.conformance;

import org.jspecify.annotations.NullMarked;
