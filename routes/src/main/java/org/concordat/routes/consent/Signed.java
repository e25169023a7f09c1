package org.concordat.routes.consent;

import org.concordat.protection.envelope.Sealed;
import org.concordat.protection.ledger.Entry;

/**
 * What an agency signed, as it is kept.
 *
 * @param digest of what it says, under the key of the pseudonyms: a repeat is known by it, though it was signed anew
 * @param statement the same, sealed to the gateway
 * @param evidence to be committed with what it says
 */
public record Signed(String digest, Sealed statement, Entry evidence) {}
