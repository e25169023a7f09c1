package org.concordat.routes.consent;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.concordat.protection.consent.Consent;
import org.concordat.routes.hop.DeliveryState;
import org.concordat.routes.hop.Notice;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.TeamId;

/** The store of consents. Every method is one transaction. Throws {@code StoreUnavailable}. Safe to share. */
public interface Consents {
    Optional<OnRecord> find(UUID id);

    /** As {@code RowInspection.Rows} says: judges the next ones, by their rows and by what the ledger names. */
    Optional<UUID> inspect(Optional<UUID> after, int atMost);

    /**
     * Puts a version on record with its evidence. Where it says no, or lets less go than before, deliveries that
     * wait for it and rest on consent of the same people fall due at once, to be decided anew; about those that have left, its notices are committed with it.
     *
     * @param named the agencies that it names, and those that have any of their work by now
     * @param recalls what to tell of a delivery that has left
     * @return false, and nothing is written, when as late a version is on record
     */
    boolean put(Consent consent, Set<AgencyId> named, Signed signed, Function<Left, List<Notice>> recalls);

    /**
     * A consent and the digest of what the statement says that it stands on.
     *
     * @param digest under the key of the pseudonyms
     */
    record OnRecord(Consent consent, String digest) {}

    /** A delivery that rests on consent and has left the gateway, or may have. */
    record Left(
            UUID delivery,
            AgencyId sender,
            TeamId senderTeam,
            UUID disclosure,
            AgencyId recipient,
            TeamId team,
            DeliveryState state) {}
}
