package org.concordat.bench.brokered;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Optional;
import java.util.Properties;
import org.concordat.cli.gateway.Answer;
import org.concordat.cli.gateway.GatewayClient;
import org.concordat.cli.gateway.KeycloakTokens;
import org.concordat.cli.gateway.Wire;
import org.concordat.protection.key.AgencyKeys;
import org.concordat.protection.key.KeysUnreadable;
import org.concordat.protection.key.TrustPolicy;
import org.concordat.schemas.terminology.AgencyId;

/** An agency's own system: its keys, its connections and its tokens, kept as a client would keep them. */
record Agency(AgencyId id, AgencyKeys keys, GatewayClient gateway) {
    static final String GATEWAY = "gateway";
    static final String KEYCLOAK = "keycloak";
    static final String CERTIFICATES = "certificates";

    /** @param addresses of the gateway, Keycloak and the folder of certificates */
    static Agency of(String name, Properties addresses) throws IOException, GeneralSecurityException, KeysUnreadable {
        Path certificates = Path.of(addresses.getProperty(CERTIFICATES));
        AgencyKeys keys = AgencyKeys.read(certificates.resolve(name), TrustPolicy.SAMPLE_PASSWORD.toCharArray());
        Wire wire = Wire.of(Optional.of(keys.tls()), certificate(certificates.resolve("authority.crt")));
        AgencyId id = new AgencyId(name);
        KeycloakTokens tokens = new KeycloakTokens(
                URI.create(addresses.getProperty(KEYCLOAK)), id, KeycloakTokens.SHARING, wire, Clock.systemUTC());
        return new Agency(id, keys, new GatewayClient(URI.create(addresses.getProperty(GATEWAY)), wire, tokens));
    }

    static X509Certificate certificate(Path file) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    static Answer expect(int status, Answer answer) throws IOException {
        if (answer.status() != status) {
            throw new IOException("the gateway answered " + answer.status() + " "
                    + answer.problem().orElse("") + ": "
                    + answer.json().path("detail").asString(""));
        }
        return answer;
    }
}
