package org.concordat.routes.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.concordat.routes.hop.Deliveries.Confirmed;
import org.concordat.routes.hop.Notice;
import org.concordat.schemas.terminology.AgencyId;

/** The notices in agencies' mailboxes. Throws {@code StoreUnavailable}. Safe to share between nodes. */
public interface Notices {
    /** A notice to that agency, confirmed or not. */
    Optional<Notice> to(AgencyId agency, UUID notice);

    /** Records that its agency has dealt with it: it waits no more, and no further desk is told of the matter. */
    void confirmed(Notice notice, Instant at, Confirmed confirmed);

    /** Puts a notice into its agency's mailbox, unless one about the same matter was there before. */
    void insertOnce(Notice notice);

    /** Notices that nobody confirmed in time, and of which the next desk was not told yet. */
    List<Notice> unconfirmed(Instant now, int atMost);

    /**
     * Commits, together, that it was passed on and the notice to the next desk, where there is one.
     *
     * @return false, and nothing is written, when somebody confirmed it or passed it on meanwhile
     */
    boolean passOn(Notice notice, Optional<Notice> next);
}
