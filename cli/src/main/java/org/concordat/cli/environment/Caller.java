package org.concordat.cli.environment;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.concordat.cli.gateway.GatewayClient;
import org.concordat.cli.gateway.KeycloakTokens;
import org.concordat.cli.gateway.Wire;
import org.concordat.cli.outcome.Exit;
import org.concordat.cli.outcome.Stopped;
import org.concordat.protection.agency.Agencies;
import org.concordat.protection.configuration.Configuration;
import org.concordat.protection.configuration.ConfigurationRejected;
import org.concordat.protection.key.AgencyKeys;
import org.concordat.protection.key.KeysUnreadable;
import org.concordat.protection.receipt.Receipt;
import org.concordat.protection.receipt.Statement;
import org.concordat.protection.receipt.StatementRefused;
import org.concordat.protection.receipt.StatementSigner;
import org.concordat.protection.receipt.StatementVerifier;
import org.concordat.schemas.disclosure.DisclosureContext;
import org.concordat.schemas.disclosure.Header;
import org.concordat.schemas.signature.SigningKey;
import org.concordat.schemas.terminology.AgencyId;

/**
 * The agency that a command acts for, with its keys and the certificates of those it deals with.
 *
 * @param real the clock of certificates and tokens, which do not follow a story's
 */
public record Caller(AgencyId agency, Environment environment, Clock real) {

    public AgencyKeys keys() throws Stopped {
        return read(AgencyKeys::read);
    }

    /** The signing key, of who need have no other. */
    public SigningKey signingKey() throws Stopped {
        return read(AgencyKeys::signing);
    }

    /** What it says, under its signature: a compact JWS. */
    public String signed(Statement statement) throws Stopped {
        return new StatementSigner(agency, keys().signing()).sign(statement).jws();
    }

    /** An agency says what it says itself. */
    public void requireOwn(Header header, Path file) throws Stopped {
        AgencyId from = header.from().agency();
        if (!from.equals(agency)) {
            throw Stopped.of("sign.other-agency", file, from, agency);
        }
    }

    /** The TLS key alone. */
    public AgencyKeys.Tls tls() throws Stopped {
        return read(AgencyKeys::tls);
    }

    private <K> K read(KeyFolder<K> keys) throws Stopped {
        Path folder = environment.certificates().resolve(agency.value());
        if (!Files.isDirectory(folder)) {
            throw Stopped.of("keys.missing", agency, folder);
        }
        try {
            return keys.read(folder, environment.keystorePassword());
        } catch (KeysUnreadable e) {
            throw new Stopped(Exit.BAD_INPUT, "keys.unreadable", String.valueOf(e.getMessage()));
        }
    }

    /** How keys are read from a folder. */
    @FunctionalInterface
    private interface KeyFolder<K> {
        K read(Path folder, char[] password) throws KeysUnreadable;
    }

    /** Business time. */
    public Clock clock() throws Stopped {
        return environment.clock(real);
    }

    public CertificateFiles certificates() throws Stopped {
        return new CertificateFiles(environment.certificates());
    }

    /** Believes the gateway's receipts and notices only when the gateway known here signed them. */
    public StatementVerifier gatewaysWord() throws Stopped {
        return new StatementVerifier(new AgencyId("gateway"), certificates().of("gateway", "signing"));
    }

    /** What the gateway known here says under its signature. */
    public <T extends Statement> T said(String what, String jws, Class<T> type) throws Stopped {
        try {
            return gatewaysWord().verify(new Receipt(jws), type);
        } catch (StatementRefused e) {
            throw new Stopped(Exit.BROKEN, "statement." + e.code(), what + " is not to be believed: " + e.getMessage());
        }
    }

    public GatewayClient gateway() throws Stopped {
        return gateway(KeycloakTokens.SHARING);
    }

    /** The gateway for who runs it: only an operator's system gets such tokens. */
    public GatewayClient operatedGateway() throws Stopped {
        return gateway(KeycloakTokens.OPERATING);
    }

    /** Connections to servers of the authority that is trusted here, which are shown these keys, or none. */
    public Wire wire(Optional<AgencyKeys.Tls> shown) throws Stopped {
        try {
            return Wire.of(shown, certificates().authority());
        } catch (GeneralSecurityException e) {
            throw Stopped.of("keys.tls", agency);
        }
    }

    /** The same for who needs other scopes, e.g. to read its ledger. */
    public GatewayClient gateway(String scopes) throws Stopped {
        URI keycloak = environment.keycloak();
        URI gateway = environment.gateway();
        Wire wire = wire(Optional.of(keys().tls()));
        return new GatewayClient(gateway, wire, new KeycloakTokens(keycloak, agency, scopes, wire, real));
    }

    /**
     * The certificates that an agency's signatures are checked with: those of the register, where this end has the
     * bundle, else the one in its folder.
     */
    public List<X509Certificate> signersOf(Header header, DisclosureContext context) throws Stopped {
        AgencyId other = header.from().agency();
        if (environment.configuration().isEmpty()) {
            return certificates().of(other.value(), header.byAdapter() ? "adapter" : "signing");
        }
        return registered(context)
                .find(other)
                .map(agency -> agency.signing(header.byAdapter()))
                .orElseThrow(() -> Stopped.of(
                        "signer.unknown", other, environment.configuration().get()));
    }

    /** The register of agencies, where this end has the bundle. */
    public Agencies registered(DisclosureContext context) throws Stopped {
        Path bundle = environment.configuration().orElseThrow(() -> Stopped.of("configuration.missing"));
        try {
            return Configuration.read(bundle, environment.certificates(), context.kinds())
                    .agencies();
        } catch (ConfigurationRejected e) {
            throw Stopped.of("configuration.rejected", bundle);
        }
    }
}
