package org.concordat.routes.hop;

import java.time.Instant;
import org.concordat.routes.hop.Commitments.OnRecord;
import org.concordat.routes.hop.HopRefused.Category;
import org.concordat.schemas.terminology.AgencyId;

/** What to say when a sender's id is on record already. */
final class Repeats {
    private Repeats() {}

    /**
     * Answers other bytes under the same id.
     *
     * @return the refusal, to be thrown
     * @throws KnownRepeat for the same bytes
     */
    static HopRefused answer(OnRecord earlier, String digest, String hop, AgencyId sender, Instant at)
            throws KnownRepeat {
        if (earlier.digest().equals(digest)) {
            throw new KnownRepeat(earlier.receipt());
        }
        String code = hop + ".id-reused";
        return new HopRefused(
                        Category.CONFLICT,
                        code,
                        "Another disclosure was handed in under this id. Every disclosure needs an id of its own.")
                .on(Evidence.refused(at, code, sender));
    }
}
