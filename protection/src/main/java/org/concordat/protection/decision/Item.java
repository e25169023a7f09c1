package org.concordat.protection.decision;

import java.util.Optional;
import org.concordat.schemas.disclosure.PartId;
import org.concordat.schemas.label.Label;

/**
 * A section as the rules see it: its label, never its content.
 *
 * @param about the subject whose data it is; empty in a question about nobody in particular
 * @param type the section's type, e.g. {@code DomesticAbuseCallOuts}
 * @param sanitisedOf the section of which this one is the sanitised form
 */
public record Item(PartId part, Optional<PartId> about, String type, Label label, Optional<PartId> sanitisedOf) {}
