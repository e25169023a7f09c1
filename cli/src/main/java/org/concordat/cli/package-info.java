/** The command line: what a partner, an operator and an auditor type. */
@NullMarked
package org.concordat.cli;

import org.jspecify.annotations.NullMarked;
