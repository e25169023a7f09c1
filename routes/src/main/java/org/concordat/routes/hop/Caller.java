package org.concordat.routes.hop;

import java.security.cert.X509Certificate;
import org.concordat.schemas.terminology.AgencyId;

/**
 * The system at the other end of the connection, as the edge knows it. That its certificate, its token and the
 * register name one agency is decided in the hop, not here.
 *
 * @param claimed the agency that its token names
 * @param certificate its client certificate
 * @param client the client id of its token
 */
public record Caller(AgencyId claimed, X509Certificate certificate, String client) {
    @Override
    public String toString() {
        return "system of " + claimed;
    }
}
