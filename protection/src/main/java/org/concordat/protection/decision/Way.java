package org.concordat.protection.decision;

import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Kind;

/** What sort of disclosure would go from whom to whom. */
record Way(Kind kind, AgencyId from, AgencyId to) {}
