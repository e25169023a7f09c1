package org.concordat.sandbox.keycloak;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

    /** The form in which Keycloak imports it: the realm that operators are given, with this one's clients. */
    String json() {
        try (InputStream shipped = Realm.class.getResourceAsStream("/realm.json")) {
            ObjectNode realm = (ObjectNode) JsonMapper.shared().readTree(shipped);
            clients().forEach(realm.withArray("/clients")::add);
            return realm.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
}
