/** The commands, one a class. */
@NullMarked
package org.concordat.cli.command;

import org.jspecify.annotations.NullMarked;
