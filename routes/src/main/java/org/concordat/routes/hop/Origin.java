package org.concordat.routes.hop;

import org.concordat.schemas.terminology.AgencyId;

/** Who hands in, as the edge knows it. Which agency that is, is decided in the hop. */
public sealed interface Origin permits Caller, Channel {
    /** The agency that it is said to be. */
    AgencyId claimed();

    /** Whether anybody could have handed it in, so that nothing is the agency's before its signature held. */
    default boolean isOpenToAll() {
        return false;
    }
}
