/** Inputs by the ten thousand: valid ones changed where it could hurt, of which none gets anything out of the gateway. */
package org.concordat.fuzz;
