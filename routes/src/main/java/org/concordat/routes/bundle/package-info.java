/** The bundle in force: activated once, followed by every node, with two approvers' signatures checked wherever it is loaded. */
@NullMarked
package org.concordat.routes.bundle;

import org.jspecify.annotations.NullMarked;
