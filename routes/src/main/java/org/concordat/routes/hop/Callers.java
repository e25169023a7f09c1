package org.concordat.routes.hop;

import org.concordat.protection.agency.Agency;
import org.concordat.protection.key.Use;
import org.concordat.routes.hop.HopRefused.Category;

/** Decides which agency a caller is: its certificate, what else it proved itself by and the register must
 * name the same one. Safe to share. */
public record Callers(Protection protection) {
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
        if (!agency.inForce().covers(protection.now())) {
            throw refuse("admit.agency-not-in-force", agency.notInForce(protection.now()), agency);
        }
        protection.rely(caller.certificate(), Use.TLS_CLIENT, "admit", "the client certificate");
        return agency;
    }

    private HopRefused refuse(String code, String sentence, Agency agency) {
        return new HopRefused(Category.FORBIDDEN, code, sentence)
                .on(Evidence.refused(protection.now(), code, agency.id()));
    }
}
