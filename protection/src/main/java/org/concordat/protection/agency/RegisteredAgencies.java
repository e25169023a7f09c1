package org.concordat.protection.agency;

import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.concordat.schemas.terminology.AgencyId;

/** The register as it was read from files. No two agencies have a client certificate in common, or one for envelopes. */
public final class RegisteredAgencies implements Agencies {
    private final Map<AgencyId, Agency> byId = new HashMap<>();
    private final Map<X509Certificate, Agency> byTls = new HashMap<>();
    private final Map<X509Certificate, Agency> byEnvelope = new HashMap<>();

    private final Successions successions;

    public RegisteredAgencies(Collection<Agency> agencies) {
        successions = new Successions(agencies);
        for (Agency agency : agencies) {
            byId.put(agency.id(), agency);
            agency.envelope().forEach(certificate -> byEnvelope.put(certificate, agency));
            agency.tls().forEach(certificate -> byTls.put(certificate, agency));
        }
    }

    @Override
    public Optional<Agency> find(AgencyId id) {
        return Optional.ofNullable(byId.get(id));
    }

    @Override
    public Collection<Agency> all() {
        return List.copyOf(byId.values());
    }

    @Override
    public Successions successions() {
        return successions;
    }

    @Override
    public Optional<Agency> byTlsCertificate(X509Certificate certificate) {
        return Optional.ofNullable(byTls.get(certificate));
    }

    @Override
    public Optional<Agency> byEnvelope(X509Certificate signer) {
        return Optional.ofNullable(byEnvelope.get(signer));
    }
}
