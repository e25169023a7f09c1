package org.concordat.routes.hop;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.concordat.protection.ledger.Verb;
import org.concordat.protection.minimise.Minimum;
import org.concordat.routes.hop.Clear.Cleared;
import org.concordat.routes.hop.Clear.Grant;
import org.concordat.schemas.disclosure.Disclosure;
import org.concordat.schemas.disclosure.PartId;
import org.concordat.schemas.disclosure.Section;

/** The fourth hop: leaves of the disclosure, for each recipient, what was granted and what that refers to. */
public final class Minimise {
    private static final String NOTHING_LEFT = "minimise.nothing-left";

    private final Clock clock;

    public Minimise(Clock clock) {
        this.clock = clock;
    }

    public Minimised minimise(Cleared cleared) throws HopRefused {
        Disclosure disclosure = cleared.checked().disclosure();
        Set<PartId> sections = disclosure.sections().stream().map(Section::id).collect(Collectors.toSet());
        Instant now = clock.instant();
        List<Copy> copies = new ArrayList<>();
        List<Unasked> unasked = new ArrayList<>(cleared.unasked());
        for (Grant grant : cleared.grants()) {
            Minimum minimum = Minimum.of(disclosure, grant.recipient(), grant.question(), grant.permit());
            if (minimum.kept().stream().anyMatch(sections::contains)) {
                copies.add(new Copy(grant, minimum));
            } else {
                unasked.add(nothingLeft(cleared, grant, now));
            }
        }
        if (copies.isEmpty()) {
            throw Unasked.nobodyLeft("minimise", unasked);
        }
        return new Minimised(cleared, copies, unasked);
    }

    private static Unasked nothingLeft(Cleared cleared, Grant grant, Instant now) {
        return new Unasked(
                grant.recipient(),
                NOTHING_LEFT,
                "Nothing of the disclosure would be left.",
                Evidence.decided(
                        Verb.REFUSED,
                        now,
                        NOTHING_LEFT,
                        cleared.checked().header(),
                        grant.recipient().agency(),
                        Optional.empty(),
                        grant.decision(),
                        grant.permit(),
                        cleared.configuration(),
                        cleared.checked().digest(),
                        Optional.empty(),
                        cleared.checked().pseudonyms()));
    }

    /** What one recipient gets: parts by their names. */
    record Copy(Grant grant, Minimum minimum) {}

    /** A disclosure, and the least of it that serves each recipient. */
    public static final class Minimised {
        private final Cleared cleared;
        private final List<Copy> copies;
        private final List<Unasked> unasked;

        private Minimised(Cleared cleared, List<Copy> copies, List<Unasked> unasked) {
            this.cleared = cleared;
            this.copies = List.copyOf(copies);
            this.unasked = List.copyOf(unasked);
        }

        Cleared cleared() {
            return cleared;
        }

        List<Copy> copies() {
            return copies;
        }

        List<Unasked> unasked() {
            return unasked;
        }
    }
}
