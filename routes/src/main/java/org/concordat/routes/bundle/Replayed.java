package org.concordat.routes.bundle;

import java.time.Instant;
import java.util.List;
import org.concordat.protection.mapping.Trial;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Kind;

/**
 * What a bundle's mappings would make of what was committed of late. Nothing of anybody's record.
 *
 * @param more whether there was more than was tried: then the latest were, and of the groups those alone that say so
 * @param groups none where no mapping changes, or nothing was committed to agencies whose mapping does
 */
public record Replayed(Instant since, boolean more, List<Group> groups) {
    /** Deliveries of one kind to one agency, and what is to be said of them and the mapping's sample together. */
    public record Group(AgencyId agency, Kind kind, Trial trial, int deliveries) {
        Group and(Group other) {
            return new Group(agency, kind, trial.and(other.trial), deliveries + other.deliveries);
        }
    }
}
