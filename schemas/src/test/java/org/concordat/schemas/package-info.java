/** Whom the tests of the schemas act as. */
package org.concordat.schemas;
