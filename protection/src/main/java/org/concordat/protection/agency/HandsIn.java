package org.concordat.protection.agency;

import java.time.Instant;
import java.util.Optional;
import org.concordat.protection.agency.Agency.InForce;
import org.concordat.protection.mapping.Mapping;

/**
 * How an agency's system hands in, where it calls neither REST nor SOAP.
 *
 * @param endpoint where the gateway picks up; for e-mail, the address that it has to come from
 * @param attempts of which the time-out and the hours count
 * @param inForce from when until when; where it says nothing, as long as the agency is
 * @param mapping from its own format to a draft that the gateway signs with the agency's adapter key; where there is none, it
 *     hands in what its system signed
 */
public record HandsIn(Endpoint endpoint, Attempts attempts, Optional<InForce> inForce, Optional<Mapping> mapping) {
    /** Whether anything is picked up then. */
    public boolean isOpen(Instant at) {
        return inForce.map(time -> time.covers(at)).orElse(true)
                && attempts.openingHours().covers(at);
    }
}
