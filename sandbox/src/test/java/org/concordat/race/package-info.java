/** Two that want opposite things at the same instant, on a real database: one was first, and the other sees it. */
package org.concordat.race;
