package org.concordat.routes.hop;

import java.time.Clock;
import org.concordat.protection.agency.Agencies;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.key.Use;
import org.concordat.routes.hop.HopRefused.Category;

/** Decides which agency a caller is: its certificate, its token and the register must name the same one. Safe to share. */
public final class Callers {
    private final Agencies agencies;
    private final Reliance certificates;
    private final Clock clock;

    public Callers(Agencies agencies, Trust trust, Clock clock) {
        this.agencies = agencies;
        this.certificates = new Reliance(trust);
        this.clock = clock;
    }

    /** The caller's agency, in force now. */
    public Agency agencyOf(Caller caller) throws HopRefused {
        Agency agency = agencies.byTlsCertificate(caller.certificate())
                .orElseThrow(() -> new HopRefused(
                        Category.FORBIDDEN,
                        "admit.unknown-agency",
                        "The client certificate belongs to no agency that is registered here."));
        if (!agency.id().equals(caller.claimed())) {
            throw new HopRefused(
                            Category.FORBIDDEN,
                            "admit.agency-mismatch",
                            "The client certificate and the access token name different agencies.")
                    .on(Evidence.refused(clock.instant(), "admit.agency-mismatch", agency.id()));
        }
        if (!agency.inForce().covers(clock.instant())) {
            throw new HopRefused(
                            Category.FORBIDDEN,
                            "admit.agency-not-in-force",
                            "The agency " + agency.id() + " is registered, but not at this time.")
                    .on(Evidence.refused(clock.instant(), "admit.agency-not-in-force", agency.id()));
        }
        certificates.require(caller.certificate(), Use.TLS_CLIENT, "admit", "the client certificate");
        return agency;
    }
}
