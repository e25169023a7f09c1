package org.concordat.routes.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.concordat.protection.agency.Desk;
import org.concordat.routes.Stores;
import org.concordat.routes.delivery.HeldDeliveries.Held;
import org.concordat.routes.delivery.OpenChecks.Outstanding;
import org.concordat.routes.hop.Notice;
import org.concordat.routes.hop.Notice.About;
import org.concordat.routes.hop.Statements;

/**
 * Watches business time: tells each sender once which checks are outstanding (silence is never "nothing held") and which
 * recipients are out of reach, and passes on what nobody confirmed.
 *
 * @param escalateAfter how long a notice waits to be confirmed before the next desk is told
 */
public record Clocks(Stores stores, Statements statements, Clock clock, Duration escalateAfter) {
    private static final int BATCH = 64;

    /** One look at checks that should have been answered. */
    public void outstanding() {
        for (Outstanding outstanding : stores.openChecks().overdue(clock.instant(), BATCH)) {
            stores.openChecks().tell(outstanding, notice(outstanding));
        }
    }

    /** One look at deliveries that should have arrived. */
    public void late() {
        Instant now = clock.instant();
        for (Held late : stores.held().late(now, BATCH)) {
            stores.held().hold(late.delivery(), now, notice(late));
        }
    }

    /** One look at notices that should have been confirmed. */
    public void unconfirmed() {
        for (Notice unconfirmed : stores.notices().unconfirmed(clock.instant(), BATCH)) {
            stores.notices()
                    .passOn(
                            unconfirmed,
                            unconfirmed.about().after(unconfirmed.desk()).map(next -> next(unconfirmed, next)));
        }
    }

    private Notice notice(Outstanding outstanding) {
        return statements.notice(
                outstanding.sender(),
                Desk.TEAM,
                outstanding.team(),
                About.CHECKS_OUTSTANDING,
                outstanding.disclosure(),
                Optional.empty(),
                DisclosureStatus.sentence(outstanding.missing()));
    }

    private Notice notice(Held late) {
        return statements.notice(
                late.sender(),
                Desk.TEAM,
                late.team(),
                About.HELD,
                late.disclosure(),
                Optional.of(clock.instant().plus(escalateAfter)),
                late.recipient() + (late.mayHaveArrived() ? " has not confirmed" : " has not received")
                        + " your disclosure for too long: it is out of reach, or does not collect. Attempts go on. If it is urgent,"
                        + " reach them by other means, or take the delivery back.");
    }

    private Notice next(Notice unconfirmed, Desk desk) {
        return statements.notice(
                unconfirmed.to(),
                desk,
                unconfirmed.team(),
                unconfirmed.about(),
                unconfirmed.regarding(),
                unconfirmed.about().after(desk).map(further -> clock.instant().plus(escalateAfter)),
                "Nobody confirmed the notice " + unconfirmed.id() + " to the "
                        + unconfirmed.desk().code().replace('-', ' ') + " (" + unconfirmed.team()
                        + ") in time. It says: "
                        + statements.sentence(unconfirmed));
    }
}
