package org.concordat.protection.agreement;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.concordat.protection.agency.Agency.InForce;
import org.concordat.schemas.terminology.Coded;
import org.concordat.schemas.terminology.Power;
import org.concordat.schemas.terminology.Purpose;

/**
 * A power or duty to disclose: between which bodies and for which purposes it stands.
 *
 * @param name the Act and section, e.g. {@code Offender Management Act 2007 s.14}
 * @param is a duty binds the sender already; only a power is for an agreement to take up
 * @param purposes for which it can be relied on
 * @param inForce empty while it is not known to be in force
 * @param verified whether this reading was checked against the statute or its published guidance
 */
public record Statute(
        Power code,
        String name,
        Is is,
        List<Shape> covers,
        Set<Purpose> purposes,
        Optional<InForce> inForce,
        boolean verified) {
    public Statute {
        covers = List.copyOf(covers);
        purposes = Set.copyOf(purposes);
    }

    /** Whether the sender may or must disclose. */
    public enum Is implements Coded {
        POWER,
        DUTY
    }

    /** Whether it is known to be in force at that time. */
    public boolean inForceAt(Instant at) {
        return inForce.map(period -> period.covers(at)).orElse(false);
    }

    /** Whether a body that is all of {@code from} in law may disclose under it to one that is all of {@code to}. */
    public boolean covers(Set<String> from, Set<String> to) {
        return covers.stream().anyMatch(shape -> shape.fits(from, to));
    }
}
