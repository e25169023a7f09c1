/** The configuration in force, read from files: checked whole, every finding with its file and line. */
@NullMarked
package org.concordat.protection.configuration;

import org.jspecify.annotations.NullMarked;
