package org.concordat.sandbox.keycloak;

import java.util.List;

/**
 * The system of one agency, as Keycloak knows it: a client that shows a certificate instead of a secret.
 *
 * @param agency the agency's id; also the client's id and the value of the claim {@code agency}
 * @param certificateSubject the subject of its certificate, in the order of RFC 2253 ({@code CN=…,O=…,C=GB})
 * @param scopes what it may have tokens for beyond what every agency's system may
 */
public record AgencySystem(String agency, String certificateSubject, List<String> scopes) {
    /** The system of an agency that shares, and does nothing else. */
    public AgencySystem(String agency, String certificateSubject) {
        this(agency, certificateSubject, List.of());
    }

    public AgencySystem {
        scopes = List.copyOf(scopes);
        if (agency.isBlank() || certificateSubject.isBlank()) {
            throw new IllegalArgumentException("an agency's system needs the agency's id and a certificate subject");
        }
    }
}
