package org.concordat.gateway.operation;

import java.util.List;
import java.util.function.Supplier;
import org.concordat.protection.key.AgencyKeys;
import org.concordat.protection.key.CertificateExpiry;
import org.concordat.protection.key.RenewableTlsKey;
import org.concordat.protection.key.Use;
import org.concordat.routes.hop.Statements;

/** How long the gateway's own certificates last, as they are now. */
public record OwnCertificates(AgencyKeys keys, RenewableTlsKey tls) implements Supplier<List<CertificateExpiry>> {
    @Override
    public List<CertificateExpiry> get() {
        return List.of(
                new CertificateExpiry(Statements.GATEWAY, Use.TLS_SERVER, tls.certificate()),
                new CertificateExpiry(
                        Statements.GATEWAY, Use.SIGNING, keys.signing().certificate()),
                new CertificateExpiry(
                        Statements.GATEWAY, Use.ENCRYPTION, keys.encryption().certificate()));
    }
}
