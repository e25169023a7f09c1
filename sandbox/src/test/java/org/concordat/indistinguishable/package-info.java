/** What may neither be confirmed nor denied shows nowhere: records with it and without it look the same to all others. */
package org.concordat.indistinguishable;
