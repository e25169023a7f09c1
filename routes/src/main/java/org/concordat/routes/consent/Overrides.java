package org.concordat.routes.consent;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.concordat.protection.consent.OverrideDecision;
import org.concordat.routes.hop.Notice;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.TeamId;

/** The store of overrides. Every method is one transaction. Throws {@code StoreUnavailable}. Safe to share. */
public interface Overrides {
    Optional<OnRecord> find(UUID id);

    /** Those of one agency, ended ones too. */
    List<OnRecord> of(AgencyId agency);

    /** Puts the first person's decision on record with its evidence and notices; false, and nothing, when the id is. */
    boolean propose(OnRecord proposed, Signed signed, List<Notice> notices);

    /** Adds the second person's decision with its evidence; false, and nothing, when there is one. */
    boolean approve(OnRecord approved, Signed signed);

    /** Emergencies that nobody confirmed in time, and whose agency was not told. */
    List<OnRecord> lapsed(Instant now, int atMost);

    /** Commits that the agency was told, with the notices; false, and nothing, when it was told meanwhile. */
    boolean tell(UUID lapsed, List<Notice> notices);

    /**
     * An override, the team of its first person, and the digests of the statements that it stands on.
     *
     * @param proposal in hexadecimal, as {@code approval}
     */
    record OnRecord(OverrideDecision decision, TeamId team, String proposal, Optional<String> approval) {}
}
