/** Rows that somebody with the database's password changed: never honoured, counted, and entered in the ledger. */
package org.concordat.tamper;
