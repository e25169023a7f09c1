package org.concordat.sandbox.keycloak;

/**
 * The system of one agency, as Keycloak knows it: a client that shows a certificate instead of a secret.
 *
 * @param agency the agency's id; also the client's id and the value of the claim {@code agency}
 * @param certificateSubject the subject of its certificate, in the order of RFC 2253 ({@code CN=…,O=…,C=GB})
 * @param audits whether it may have tokens to read the ledger with
 */
public record AgencySystem(String agency, String certificateSubject, boolean audits) {
    /** The system of an agency that shares, and audits nothing. */
    public AgencySystem(String agency, String certificateSubject) {
        this(agency, certificateSubject, false);
    }

    public AgencySystem {
        if (agency.isBlank() || certificateSubject.isBlank()) {
            throw new IllegalArgumentException("an agency's system needs the agency's id and a certificate subject");
        }
    }
}
