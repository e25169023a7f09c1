package org.concordat.hostile;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import java.io.Closeable;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.concordat.certs.sample.Issued;
import org.concordat.certs.sample.KeyType;
import org.concordat.certs.sample.SampleAuthority;
import org.concordat.certs.sample.Store;
import org.concordat.cli.gateway.GatewayClient;
import org.concordat.cli.gateway.KeycloakTokens;
import org.concordat.cli.gateway.Tokens;
import org.concordat.cli.gateway.Wire;
import org.concordat.protection.key.AgencyKeys;
import org.concordat.protection.key.TrustPolicy;
import org.concordat.sandbox.SharedStack;
import org.concordat.sandbox.keycloak.Realm;
import org.concordat.schemas.signature.SigningKey;
import org.concordat.schemas.terminology.AgencyId;

/** Whoever attacks: an agency's own system gone bad, or a stranger with certificates and tokens of its making. */
public final class Attacker {
    /** Certificates and tokens live in real time. */
    private static final Clock REAL = Clock.systemUTC();

    private final SharedStack stack;
    private final Map<String, AgencyKeys> keys = new HashMap<>();
    private final Map<String, GatewayClient> honest = new HashMap<>();
    private final SampleAuthority stranger;
    private final SigningKey strangersKey;
    private final String expiring;
    /** The token's second is over, and what the gateway allows for clocks that differ. */
    private final Instant expired = REAL.instant().plus(Duration.ofSeconds(12));

    /** @param folder for an authority of the attacker's own, which has the real one's name */
    public Attacker(SharedStack stack, Path folder) throws Exception {
        this.stack = stack;
        this.stranger = SampleAuthority.create(folder, stack.northshire().plan().authority(), REAL);
        Issued issued = issue(stranger, keys(SharedStack.POLICE).signing().certificate(), Store.SIGNING, Duration.ZERO);
        this.strangersKey = new SigningKey(issued.privateKey(), issued.certificate());
        this.expiring = ofPolice(Realm.SHORT_LIVED_CLIENT).current();
    }

    public AgencyKeys keys(String agency) throws Exception {
        AgencyKeys known = keys.get(agency);
        if (known == null) {
            known = AgencyKeys.read(
                    stack.northshire().certificates().resolve(agency), TrustPolicy.SAMPLE_PASSWORD.toCharArray());
            keys.put(agency, known);
        }
        return known;
    }

    /** An agency's key, or one whose certificate says that it is the police's, by an authority of the same name. */
    public SigningKey signingKey(String whose) throws Exception {
        return whose.equals("stranger") ? strangersKey : keys(whose).signing();
    }

    /** An agency's system as it should be: its registered certificate and its own token, over connections it keeps. */
    public GatewayClient honest(String agency) throws Exception {
        GatewayClient known = honest.get(agency);
        if (known == null) {
            known = client(agency, Attack.Certificate.REGISTERED, Attack.Token.OWN);
            honest.put(agency, known);
        }
        return known;
    }

    /** A client with connections of its own. */
    GatewayClient client(String agency, Attack.Certificate certificate, Attack.Token token) throws Exception {
        Optional<AgencyKeys.Tls> shown = tls(agency, certificate);
        Wire wire = Wire.of(shown, authority());
        URI gateway = stack.assembly().address();
        return new GatewayClient(gateway, wire, token(agency, certificate, shown, token));
    }

    private Optional<AgencyKeys.Tls> tls(String agency, Attack.Certificate certificate) throws Exception {
        AgencyKeys.Tls own = keys(agency).tls();
        return switch (certificate) {
            case REGISTERED -> Optional.of(own);
            case NONE -> Optional.empty();
            case EXPIRED -> issued(stack.northshire().authority(), own, Duration.ofDays(400));
            case UNREGISTERED -> issued(stack.northshire().authority(), own, Duration.ZERO);
            case OTHER_AUTHORITY -> issued(stranger, own, Duration.ZERO);
        };
    }

    private static Optional<AgencyKeys.Tls> issued(SampleAuthority authority, AgencyKeys.Tls like, Duration ago)
            throws Exception {
        Issued issued = issue(authority, like.certificate(), Store.TLS, ago);
        return Optional.of(new AgencyKeys.Tls(issued.privateKey(), issued.certificate()));
    }

    private static Issued issue(SampleAuthority authority, X509Certificate like, Store store, Duration ago)
            throws Exception {
        Instant from = REAL.instant().minus(ago).minus(Duration.ofMinutes(5));
        return authority.issue(
                like.getSubjectX500Principal(),
                store,
                KeyType.EC_P256,
                List.of(),
                from,
                from.plus(SampleAuthority.VALIDITY));
    }

    private Tokens token(
            String agency, Attack.Certificate certificate, Optional<AgencyKeys.Tls> shown, Attack.Token token)
            throws Exception {
        return switch (token) {
            // whoever gets a certificate of this name gets a token that is bound to it
            case OWN -> certificate == Attack.Certificate.UNREGISTERED ? tokens(agency, shown) : tokens(agency);
            case NONE -> Tokens.of("");
            case UNBOUND -> ofPolice(Realm.UNBOUND_CLIENT);
            case EXPIRED -> {
                Awaitility.await()
                        .atMost(Duration.ofSeconds(20))
                        .until(() -> REAL.instant().isAfter(expired));
                yield Tokens.of(expiring);
            }
            case UNSIGNED -> Tokens.of(unsigned(tokens(agency).current()));
            case SIGNED_BY_ITS_BEARER ->
                Tokens.of(signedBy(agency, tokens(agency).current()));
            case OF_ANOTHER_AGENCY ->
                tokens(agency.equals(SharedStack.PROBATION) ? SharedStack.POLICE : SharedStack.PROBATION);
        };
    }

    private Tokens tokens(String agency) throws Exception {
        return honest.containsKey(agency)
                ? honest.get(agency)::token
                : tokens(agency, Optional.of(keys(agency).tls()));
    }

    private Tokens ofPolice(String client) throws Exception {
        return tokens(client, Optional.of(keys(SharedStack.POLICE).tls()));
    }

    private Tokens tokens(String client, Optional<AgencyKeys.Tls> shown) throws Exception {
        return new KeycloakTokens(
                stack.keycloak().issuer(),
                new AgencyId(client),
                KeycloakTokens.SHARING,
                Wire.of(shown, authority()),
                REAL);
    }

    private static String unsigned(String token) {
        return base64("{\"alg\":\"none\",\"typ\":\"at+jwt\"}") + "." + token.split("\\.", -1)[1] + ".";
    }

    private String signedBy(String agency, String token) throws Exception {
        JWSObject real = JWSObject.parse(token);
        JWSObject forged = new JWSObject(
                JWSHeader.parse(real.getHeader().toBase64URL()),
                new Payload(real.getPayload().toBase64URL()));
        forged.sign(new ECDSASigner((ECPrivateKey) keys(agency).signing().privateKey()));
        return forged.serialize();
    }

    static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private X509Certificate authority() {
        return stack.northshire().authority().certificate();
    }

    /** Revokes for as long as the list is not closed: then the earlier list is in its place again. */
    Closeable revoking(X509Certificate certificate) throws Exception {
        Path list = stack.northshire().certificates().resolve("authority.crl");
        byte[] before = Files.readAllBytes(list);
        stack.northshire().authority().revoke(certificate);
        return () -> Files.write(list, before);
    }
}
