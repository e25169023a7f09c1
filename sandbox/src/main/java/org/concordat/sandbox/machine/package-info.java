/** The machine a sandbox runs on: what it offers, what is cached on it, and what a run leaves on it (nothing). */
@NullMarked
package org.concordat.sandbox.machine;

import org.jspecify.annotations.NullMarked;
