package org.concordat.protection.agency;

import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Optional;
import org.concordat.schemas.terminology.AgencyId;

/** The register of agencies. Immutable and safe to share. */
public interface Agencies {
    Optional<Agency> find(AgencyId id);

    /** Every agency, in force or not. */
    Collection<Agency> all();

    /** The agency whose system presents this client certificate, compared whole. */
    Optional<Agency> byTlsCertificate(X509Certificate certificate);

    /** Who has the work of those that ended. */
    default Successions successions() {
        return new Successions(all());
    }

    /** The agency whose SOAP envelopes are signed with this certificate's key. */
    Optional<Agency> byEnvelope(X509Certificate signer);
}
