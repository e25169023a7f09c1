package org.concordat.routes.bundle;

import java.time.Instant;
import java.util.List;
import org.concordat.schemas.terminology.AgencyId;

/**
 * That a bundle was put in force.
 *
 * @param number higher than that of every bundle before
 * @param digest of its files, as its approvers signed it
 * @param by who handed it in; the gateway itself, for the first
 * @param at business time
 */
public record Activation(int number, String digest, List<String> approvers, AgencyId by, Instant at) {
    public Activation {
        approvers = List.copyOf(approvers);
    }
}
