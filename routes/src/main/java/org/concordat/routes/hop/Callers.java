package org.concordat.routes.hop;

import org.concordat.protection.agency.Agency;
import org.concordat.protection.key.Use;
import org.concordat.routes.hop.HopRefused.Category;

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
                .orElseThrow(() -> new HopRefused(
                        Category.RETRY_LATER,
                        "admit.channel-closed",
                        "By the configuration in force the agency does not hand in like this.")));
    }

    /** The caller's agency, in force now. */
    public Agency agencyOf(Caller caller) throws HopRefused {
        Agency agency = protection
                .agencies()
                .byTlsCertificate(caller.certificate())
                .orElseThrow(() -> new HopRefused(
                        Category.FORBIDDEN,
                        "admit.unknown-agency",
                        "The client certificate belongs to no agency that is registered here."));
        if (!agency.id().equals(caller.claimed())) {
            throw refuse(
                    "admit.agency-mismatch",
                    "The client certificate and the access token, or the envelope's signature, name different"
                            + " agencies.",
                    agency);
        }
        inForce(agency);
        protection.rely(caller.certificate(), Use.TLS_CLIENT, "admit", "the client certificate");
        return agency;
    }

    private Agency inForce(Agency agency) throws HopRefused {
        if (!agency.inForce().covers(protection.now())) {
            throw refuse("admit.agency-not-in-force", agency.notInForce(protection.now()), agency);
        }
        return agency;
    }

    private HopRefused refuse(String code, String sentence, Agency agency) {
        return new HopRefused(Category.FORBIDDEN, code, sentence)
                .on(Evidence.refused(protection.now(), code, agency.id()));
    }
}
