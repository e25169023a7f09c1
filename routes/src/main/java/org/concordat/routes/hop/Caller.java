package org.concordat.routes.hop;

import java.security.cert.X509Certificate;
import org.concordat.schemas.terminology.AgencyId;

/**
 * The system at the other end of the connection, as the edge knows it. That what it proved, its certificate and the
 * register name one agency is decided in the hop, not here.
 *
 * @param claimed the agency that it proved to speak for besides its certificate: by a token that is bound to that, or by the
 *     signature of a SOAP envelope
 * @param certificate its client certificate
 */
public record Caller(AgencyId claimed, X509Certificate certificate) implements Origin {
    @Override
    public String toString() {
        return "system of " + claimed;
    }
}
