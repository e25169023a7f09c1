package org.concordat.sandbox.keycloak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.concordat.cli.gateway.KeycloakClients;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The realm of a sandbox: one client for each agency's system. Whoever asks for a token is known by its certificate,
 * and the token can only be used with that certificate.
 *
 * @param certificateAuthority the subject of the authority that signs the systems' certificates
 * @param unboundSystem whose tokens are bound to no certificate, or expire at once, so that tests can show that the
 *     gateway refuses them; there is none outside of tests
 */
public record Realm(List<AgencySystem> systems, String certificateAuthority, Optional<AgencySystem> unboundSystem) {
    public static final String NAME = "concordat";
    public static final String AUDIENCE = "https://gateway.concordat.example";
    public static final List<String> SCOPES = List.of("concordat:share", "concordat:query");
    /** Of auditors' systems alone. */
    public static final String AUDIT_SCOPE = "concordat:audit";
    /** Of the systems of those who run the gateway. */
    public static final String OPERATE_SCOPE = "concordat:operate";

    public static final Duration TOKEN_LIFE = Duration.ofMinutes(5);
    /** The client of {@link #unboundSystem()}, whichever agency it speaks for. */
    public static final String UNBOUND_CLIENT = "unbound-tokens";
    /** Another client of the same system, whose tokens are bound and live for a second. */
    public static final String SHORT_LIVED_CLIENT = "short-lived-tokens";

    private static final String SIGNATURE = "ES256";

    public Realm {
        systems = List.copyOf(systems);
    }

    public static Realm of(List<AgencySystem> systems, String certificateAuthority) {
        return new Realm(systems, certificateAuthority, Optional.empty());
    }

    /** The same realm with a client more, {@value #UNBOUND_CLIENT}, whose tokens are bound to no certificate. */
    public Realm withUnboundSystemForTests(AgencySystem system) {
        return new Realm(systems, certificateAuthority, Optional.of(system));
    }

    /** The form in which Keycloak imports it. */
    String json() {
        Map<String, Object> realm = new LinkedHashMap<>();
        realm.put("realm", NAME);
        realm.put("enabled", true);
        realm.put("sslRequired", "all");
        realm.put("registrationAllowed", false);
        realm.put("defaultSignatureAlgorithm", SIGNATURE);
        realm.put("accessTokenLifespan", TOKEN_LIFE.toSeconds());
        realm.put("components", Map.of("org.keycloak.keys.KeyProvider", keys()));
        // naming any scope here suppresses Keycloak's own: these are all that a system's token needs
        realm.put("clientScopes", scopes());
        realm.put("defaultDefaultClientScopes", List.of());
        realm.put("defaultOptionalClientScopes", List.of());
        realm.put("clients", clients());
        realm.put("clientProfiles", Map.of("profiles", List.of(profile())));
        realm.put("clientPolicies", Map.of("policies", List.of(policy())));
        return JsonMapper.builder().build().writeValueAsString(realm);
    }

    private static List<Map<String, Object>> keys() {
        return List.of(
                key("signing", "ecdsa-generated", Map.of("ecdsaEllipticCurveKey", List.of("P-256"))),
                key("hmac", "hmac-generated", Map.of("algorithm", List.of("HS512"))),
                key("aes", "aes-generated", Map.of()));
    }

    private static Map<String, Object> key(String name, String provider, Map<String, List<String>> settings) {
        Map<String, Object> config = new LinkedHashMap<>(settings);
        config.put("priority", List.of("100"));
        return Map.of("name", name, "providerId", provider, "subComponents", Map.of(), "config", config);
    }

    private static List<Map<String, Object>> scopes() {
        List<Map<String, Object>> scopes = new ArrayList<>();
        scopes.add(scope(
                "basic",
                false,
                List.of(
                        mapper("sub", "oidc-sub-mapper", Map.of()),
                        // RFC 9068 section 2.2 wants the client's id; Keycloak notes it in the session
                        mapper(
                                "client",
                                "oidc-usersessionmodel-note-mapper",
                                Map.of(
                                        "user.session.note", "client_id",
                                        "claim.name", "client_id",
                                        "jsonType.label", "String")))));
        scopes.add(scope(
                "gateway",
                false,
                List.of(mapper("audience", "oidc-audience-mapper", Map.of("included.custom.audience", AUDIENCE)))));
        SCOPES.forEach(name -> scopes.add(scope(name, true, List.of())));
        scopes.add(scope(AUDIT_SCOPE, true, List.of()));
        scopes.add(scope(OPERATE_SCOPE, true, List.of()));
        return scopes;
    }

    private static Map<String, Object> scope(String name, boolean inToken, List<Map<String, Object>> mappers) {
        return Map.of(
                "name",
                name,
                "protocol",
                "openid-connect",
                "attributes",
                Map.of("include.in.token.scope", Boolean.toString(inToken)),
                "protocolMappers",
                mappers);
    }

    private static Map<String, Object> mapper(String name, String kind, Map<String, String> settings) {
        Map<String, String> config = new LinkedHashMap<>(settings);
        config.put("access.token.claim", "true");
        config.put("introspection.token.claim", "true");
        config.put("id.token.claim", "false");
        return Map.of("name", name, "protocol", "openid-connect", "protocolMapper", kind, "config", config);
    }

    private List<ObjectNode> clients() {
        List<ObjectNode> clients = new ArrayList<>();
        systems.forEach(system -> clients.add(client(system.agency(), system)));
        unboundSystem.ifPresent(system -> {
            clients.add(with(UNBOUND_CLIENT, system, "tls.client.certificate.bound.access.tokens", "false"));
            clients.add(with(SHORT_LIVED_CLIENT, system, "access.token.lifespan", "1"));
        });
        return clients;
    }

    /** As {@code concordat} makes it, with the scopes that a sandbox gives besides. */
    private ObjectNode client(String id, AgencySystem system) {
        ObjectNode client =
                KeycloakClients.client(id, system.agency(), system.certificateSubject(), certificateAuthority);
        system.scopes().forEach(client.withArray("/optionalClientScopes")::add);
        return client;
    }

    private ObjectNode with(String id, AgencySystem system, String attribute, String value) {
        ObjectNode client = client(id, system);
        client.withObject("/attributes").put(attribute, value);
        return client;
    }

    private static Map<String, Object> profile() {
        return Map.of(
                "name",
                "agency-system",
                "description",
                "Known by its certificate, tokens bound to it",
                "executors",
                List.of(
                        executor("confidential-client", Map.of()),
                        executor(
                                "secure-client-authenticator",
                                Map.of(
                                        "allowed-client-authenticators",
                                        List.of("client-x509"),
                                        "default-client-authenticator",
                                        "client-x509")),
                        executor("holder-of-key-enforcer", Map.of("auto-configure", "true")),
                        executor("full-scope-disabled", Map.of("auto-configure", true)),
                        executor("reject-implicit-grant", Map.of("auto-configure", "true")),
                        executor("reject-ropc-grant", Map.of("auto-configure", "true"))));
    }

    private static Map<String, Object> executor(String name, Map<String, Object> settings) {
        return Map.of("executor", name, "configuration", settings);
    }

    /** For every client, not for those that carry some mark: one made without the mark would escape. */
    private static Map<String, Object> policy() {
        return Map.of(
                "name",
                "every-client",
                "description",
                "The baseline: no client of this realm is without it",
                "enabled",
                true,
                "conditions",
                List.of(Map.of("condition", "any-client", "configuration", Map.of())),
                "profiles",
                List.of("agency-system"));
    }
}
