package org.concordat.routes.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.concordat.protection.agency.Desk;
import org.concordat.routes.delivery.Recalls.Recalled;
import org.concordat.routes.hop.Notice;
import org.concordat.routes.hop.Notice.About;
import org.concordat.routes.hop.Protection;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.TeamId;

/**
 * The notices of a recall of data: what left while it was permitted is not to be used any more. Its recipient confirms
 * that by its signed receipt for the notice. Says nothing of the people, nor why. Safe to share.
 */
public record Recalls(Protection protection, Duration within) implements Function<Recalled, List<Notice>> {
    /** A delivery that is recalled; the teams are those it is of, and for. */
    public record Recalled(
            UUID delivery, UUID disclosure, AgencyId sender, TeamId senderTeam, AgencyId recipient, TeamId team) {}

    /** The notices, to be committed with what they are about. */
    @Override
    public List<Notice> apply(Recalled recalled) {
        Instant until = protection.now().plus(within);
        String told =
                "What " + recalled.recipient() + " received, or may have received, of your disclosure is recalled:"
                        + " what it rested on has changed. " + recalled.recipient()
                        + " is to confirm that it stopped using it.";
        return List.of(
                protection
                        .statements()
                        .notice(
                                recalled.recipient(),
                                Desk.TEAM,
                                recalled.team(),
                                About.RECALLED,
                                recalled.delivery(),
                                Optional.of(until),
                                "Stop using what this delivery from " + recalled.sender() + " (disclosure "
                                        + recalled.disclosure() + ") brought, and delete it where no law obliges you"
                                        + " to keep it. Confirm that by your signed receipt for this notice."),
                begun(recalled, Desk.TEAM, told),
                begun(recalled, Desk.DATA_PROTECTION, told));
    }

    private Notice begun(Recalled recalled, Desk desk, String sentence) {
        return protection
                .statements()
                .notice(
                        recalled.sender(),
                        desk,
                        recalled.senderTeam(),
                        About.RECALL_BEGUN,
                        recalled.disclosure(),
                        Optional.empty(),
                        sentence);
    }
}
