package org.concordat.schemas.disclosure;

import java.time.Instant;
import java.util.Optional;
import org.concordat.schemas.label.Label;

/**
 * A part with content.
 *
 * @param type the local name of the typed content element, e.g. {@code DomesticAbuseCallOuts}
 * @param about the subject it is about
 * @param sanitisedOf the section of which this one is the sanitised form
 */
public record Section(
        PartId id,
        String type,
        Label label,
        PartId about,
        Instant recorded,
        Optional<PartId> sanitisedOf,
        CanonicalBytes canonical)
        implements Part {
    @Override
    public String toString() {
        return "section " + id + " (" + type + ")";
    }
}
