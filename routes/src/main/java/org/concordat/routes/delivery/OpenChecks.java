package org.concordat.routes.delivery;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.concordat.routes.hop.Notice;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.TeamId;

/** The answers that are expected and have not come. Throws {@code StoreUnavailable}. Safe to share between nodes. */
public interface OpenChecks {
    /** Requests whose time for answers has passed with answers missing, and whose sender was not told yet. */
    List<Outstanding> overdue(Instant now, int atMost);

    /**
     * Commits, together, the notice and that the sender was told.
     *
     * @return false, and nothing is written, when it was told by someone else meanwhile
     */
    boolean tell(Outstanding outstanding, Notice notice);

    /**
     * A request and those who have not answered it.
     *
     * @param team the sender's team that asked
     * @param missing the agencies that were asked and have not answered, each once
     */
    record Outstanding(AgencyId sender, TeamId team, UUID disclosure, List<AgencyId> missing) {
        public Outstanding {
            missing = List.copyOf(missing);
        }
    }
}
