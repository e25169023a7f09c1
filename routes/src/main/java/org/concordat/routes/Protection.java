package org.concordat.routes;

import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import org.concordat.protection.configuration.Configuration;
import org.concordat.protection.key.AgencyKeys;
import org.concordat.protection.ledger.Pseudonyms;
import org.concordat.routes.hop.Ids;
import org.concordat.routes.hop.Statements;
import org.concordat.routes.hop.Trust;
import org.concordat.schemas.disclosure.DisclosureContext;

/**
 * What the hops protect with: the configuration in force, the gateway's own keys, whom to trust.
 *
 * @param quarantineOfficer the certificate that documents above the gateway's marking are sealed to
 * @param clock business time
 */
public record Protection(
        Configuration configuration,
        DisclosureContext schemas,
        AgencyKeys gateway,
        X509Certificate quarantineOfficer,
        Trust trust,
        Pseudonyms pseudonyms,
        Clock clock,
        SecureRandom random) {
    Ids ids() {
        return new Ids(random, clock);
    }

    Statements statements() {
        return new Statements(gateway.signing(), configuration.agencies(), trust, ids());
    }
}
