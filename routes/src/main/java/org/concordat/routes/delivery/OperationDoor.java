package org.concordat.routes.delivery;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.concordat.routes.delivery.Operations.Progress;
import org.concordat.routes.hop.Caller;
import org.concordat.routes.hop.HopRefused;
import org.concordat.schemas.terminology.AgencyId;

/** Where those who run the gateway look at deliveries, whosever they are, and pause agencies. */
public interface OperationDoor {
    /** That delivery; where none is named, those that are held or went back. */
    List<Progress> progress(Caller caller, Optional<UUID> delivery) throws HopRefused;

    /**
     * From now on nothing is handed over to that agency, but what is urgent; or everything is again.
     *
     * @param actor the person who decided it, by the operator's own reference
     */
    void pause(Caller caller, AgencyId agency, boolean paused, String actor) throws HopRefused;
}
