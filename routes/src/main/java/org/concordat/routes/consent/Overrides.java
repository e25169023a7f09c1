package org.concordat.routes.consent;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.concordat.protection.consent.OverrideDecision;
import org.concordat.protection.ledger.Entry;
import org.concordat.routes.hop.Notice;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.TeamId;

/** The store of overrides. Every method is one transaction. Throws {@code StoreUnavailable}. Safe to share. */
public interface Overrides {
    Optional<OnRecord> find(UUID id);

    /**
     * Puts the first person's decision on record with its evidence and notices. Nobody else decides about the same people
     * meanwhile.
     *
     * @param open asked of an emergency: whether one person may decide so alone, after what was decided about these people
     */
    Put propose(OnRecord proposed, Signed signed, List<Notice> notices, Predicate<List<OverrideDecision>> open);

    /** What became of a proposal; nothing is written but when it is {@code DONE}. */
    enum Put {
        DONE,
        ID_USED,
        /** One person decided so alone before; or what is on record of the people was changed by hand, and it might be so. */
        LEFT_ALONE
    }

    /**
     * Adds the second person's decision with its evidence, and takes the notices that asked for it out of the mailbox;
     * false, and nothing, when there is one, when other was proposed, or when the agency was told that it lapsed.
     */
    boolean approve(OnRecord approved, Signed signed);

    /**
     * The next in the order of their ids, of rows and of what the ledger names. The alarm is raised where a row is not as
     * the gateway wrote it, or is gone.
     */
    List<Standing> next(Optional<UUID> after, int atMost);

    /** Commits that the agency was told that it lapsed, with the evidence and notices; false, and nothing, when it was told or approved meanwhile. */
    boolean tell(Standing lapsed, Entry evidence, List<Notice> notices);

    /**
     * How an override stands.
     *
     * @param onRecord empty where its row was made, changed, removed or put back by hand
     * @param alone whose emergency it is then, where the ledger knows of one that nothing has become of
     */
    record Standing(UUID id, Optional<OnRecord> onRecord, Optional<AgencyId> alone) {}

    /**
     * An override, the team of its first person, and the digests of the statements that it stands on.
     *
     * @param proposal of the statement as it was signed, in hexadecimal
     * @param approval of what the second person said, under the key of the pseudonyms
     * @param told whether its agency was told that it lapsed
     */
    record OnRecord(OverrideDecision decision, TeamId team, String proposal, Optional<String> approval, boolean told) {}
}
