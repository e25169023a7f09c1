package org.concordat.routes.hop;

import org.concordat.protection.agency.Agency;
import org.concordat.protection.key.Use;

/** Decides which agency a caller is: its certificate, what else it proved itself by and the register must
 * name the same one. Safe to share. */
public record Callers(Protection protection) {
    /** The agency in force now that hands in. */
    Agency agencyOf(Origin origin) throws HopRefused {
        return origin instanceof Channel channel ? agencyOf(channel) : agencyOf((Caller) origin);
    }

    /** The agency in force now that hands in like this. */
    private Agency agencyOf(Channel channel) throws HopRefused {
        return inForce(protection
                .agency(channel.claimed())
                .filter(agency -> agency.handsIn()
                        .filter(way -> way.endpoint().equals(channel.endpoint()) && way.isOpen(protection.now()))
                        .isPresent())
                .orElseThrow(() -> HopRefused.of("admit.channel-closed")));
    }

    /** The caller's agency, in force now. */
    public Agency agencyOf(Caller caller) throws HopRefused {
        Agency agency = protection
                .agencies()
                .byTlsCertificate(caller.certificate())
                .orElseThrow(() -> HopRefused.of("admit.unknown-agency"));
        if (!agency.id().equals(caller.claimed())) {
            throw refuse(agency, "admit.agency-mismatch");
        }
        inForce(agency);
        protection.rely(caller.certificate(), Use.TLS_CLIENT, "admit", "the client certificate");
        return agency;
    }

    private Agency inForce(Agency agency) throws HopRefused {
        if (!agency.inForce().covers(protection.now())) {
            throw refuse(agency, "admit.agency-not-in-force", agency.notInForce(protection.now()));
        }
        return agency;
    }

    private HopRefused refuse(Agency agency, String code, Object... said) {
        return HopRefused.of(code, said).on(Evidence.refused(protection.now(), code, agency.id()));
    }
}
