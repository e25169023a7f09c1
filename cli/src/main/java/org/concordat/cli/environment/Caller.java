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
import org.concordat.protection.configuration.Configuration;
import org.concordat.protection.configuration.ConfigurationRejected;
import org.concordat.protection.key.AgencyKeys;
import org.concordat.protection.key.KeysUnreadable;
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

    private <K> K read(KeyFolder<K> keys) throws Stopped {
        Path folder = environment.certificates().resolve(agency.value());
        if (!Files.isDirectory(folder)) {
            throw new Stopped(
                    Exit.BAD_INPUT, "keys.missing", "there are no keys of " + agency + ": no folder " + folder);
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
        return new StatementVerifier(new AgencyId("gateway"), certificates().gatewaySigning());
    }

    public GatewayClient gateway() throws Stopped {
        return gateway(KeycloakTokens.SHARING);
    }

    /** The gateway for who reads its ledger: only an auditor's system gets such tokens. */
    public GatewayClient auditedGateway() throws Stopped {
        return gateway(KeycloakTokens.AUDITING);
    }

    /** The gateway for who runs it: only an operator's system gets such tokens. */
    public GatewayClient operatedGateway() throws Stopped {
        return gateway(KeycloakTokens.OPERATING);
    }

    private GatewayClient gateway(String scopes) throws Stopped {
        URI keycloak = environment.keycloak();
        URI gateway = environment.gateway();
        try {
            Wire wire = Wire.of(Optional.of(keys().tls()), certificates().authority());
            return new GatewayClient(gateway, wire, new KeycloakTokens(keycloak, agency, scopes, wire, real));
        } catch (GeneralSecurityException e) {
            throw new Stopped(Exit.BAD_INPUT, "keys.tls", "the TLS key of " + agency + " cannot be used");
        }
    }

    /**
     * The certificates that an agency's signatures are checked with: those of the register, where this end has the
     * bundle, else the one in its folder.
     */
    public List<X509Certificate> signersOf(Header header, DisclosureContext context) throws Stopped {
        AgencyId other = header.from().agency();
        Optional<Path> bundle = environment.configuration();
        if (bundle.isEmpty()) {
            return header.byAdapter()
                    ? certificates().adapter(other.value())
                    : certificates().signing(other.value());
        }
        try {
            return Configuration.read(bundle.get(), environment.certificates(), context)
                    .agencies()
                    .find(other)
                    .map(agency -> agency.signing(header.byAdapter()))
                    .orElseThrow(() ->
                            new Stopped(Exit.BROKEN, "signer.unknown", other + " is not an agency of " + bundle.get()));
        } catch (ConfigurationRejected e) {
            throw new Stopped(
                    Exit.BAD_INPUT,
                    "configuration.rejected",
                    bundle.get() + " is not in order: concordat rules check " + bundle.get() + " says what is wrong");
        }
    }
}
