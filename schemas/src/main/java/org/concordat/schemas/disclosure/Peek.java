package org.concordat.schemas.disclosure;

import java.util.UUID;
import org.concordat.schemas.terminology.AgencyId;

/** What an unparsed document says of itself. Not trusted before check; enough to route a refusal and to quarantine. */
public record Peek(UUID id, AgencyId from, String classification) {}
