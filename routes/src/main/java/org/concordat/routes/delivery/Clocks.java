package org.concordat.routes.delivery;

import java.time.Clock;
import java.util.Optional;
import org.concordat.protection.agency.Desk;
import org.concordat.routes.delivery.OpenChecks.Outstanding;
import org.concordat.routes.hop.Notice;
import org.concordat.routes.hop.Protection;
import org.concordat.routes.hop.Statements;

/** Watches the time for answers: tells each sender once which checks are outstanding. Silence is never "nothing held". */
public final class Clocks {
    private static final int BATCH = 64;

    private final OpenChecks openChecks;
    private final Statements statements;
    private final Clock clock;

    public Clocks(Protection protection, OpenChecks openChecks) {
        this.openChecks = openChecks;
        this.statements = protection.statements();
        this.clock = protection.clock();
    }

    /** One look at the clock. */
    public void tick() {
        for (Outstanding outstanding : openChecks.overdue(clock.instant(), BATCH)) {
            openChecks.tell(outstanding, notice(outstanding));
        }
    }

    private Notice notice(Outstanding outstanding) {
        return statements.notice(
                outstanding.sender(),
                Desk.TEAM,
                outstanding.team(),
                Notice.About.CHECKS_OUTSTANDING,
                outstanding.disclosure(),
                Optional.empty(),
                DisclosureStatus.sentence(outstanding.missing()));
    }
}
