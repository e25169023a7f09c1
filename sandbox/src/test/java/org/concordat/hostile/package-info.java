/** Hostile inputs as data: an attacker who does what each folder below {@code hostile/} says, and a witness who counts. */
package org.concordat.hostile;
