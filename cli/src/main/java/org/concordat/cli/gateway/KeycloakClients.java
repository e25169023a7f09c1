package org.concordat.cli.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.concordat.cli.outcome.Exit;
import org.concordat.cli.outcome.Stopped;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The clients of agencies' systems in Keycloak, through its admin API: each is known by the subject and the issuer of its
 * agency's TLS certificate, has no secret, and gets tokens that are bound to that certificate.
 */
public final class KeycloakClients {
    /** The agency that a client was made for: Keycloak's own clients, such as {@code account}, have none. */
    private static final String OURS = "concordat.agency";

    private final URI clients;
    private final Wire wire;
    private final String token;

    /**
     * Signs in as an administrator of Keycloak's realm {@code master}.
     *
     * @param realm the agencies' realm
     */
    public KeycloakClients(URI realm, Wire wire, String administrator, String password) throws Stopped {
        this.clients = URI.create(realm.toString().replace("/realms/", "/admin/realms/") + "/clients");
        this.wire = wire;
        this.token = answer(HttpRequest.newBuilder(realm.resolve("/realms/master/protocol/openid-connect/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("grant_type=password&client_id=admin-cli&username="
                                + KeycloakTokens.encoded(administrator) + "&password="
                                + KeycloakTokens.encoded(password))))
                .path("access_token")
                .asString("");
    }

    /**
     * Makes the agency's client, or brings it up to date; of one who may do more than agencies do, that is left as it is. A
     * client that was not made for that agency is left alone.
     *
     * @param inForce whether it gets tokens
     * @return what became of it, in a word
     */
    public String put(String agency, String subject, String authority, boolean inForce) throws Stopped {
        ObjectNode wanted = client(agency, agency, subject, authority).put("enabled", inForce);
        JsonNode found = answer(
                        request("?clientId=" + KeycloakTokens.encoded(agency)).GET())
                .path(0);
        if (!(found instanceof ObjectNode there)) {
            answer(request("").POST(BodyPublishers.ofString(wanted.toString())));
            return "made, " + word(inForce);
        }
        if (!there.path("attributes").path(OURS).asString("").equals(agency)) {
            throw Stopped.of("keycloak.client-of-others", agency, OURS);
        }
        ObjectNode after = there.deepCopy().put("enabled", inForce);
        after.withObject("/attributes").setAll((ObjectNode) wanted.path("attributes"));
        return changed(there, after);
    }

    /**
     * The clients that were made for any other agency. A client of another name, that somebody made for one besides, is left to who
     * made it.
     *
     * @param disable whether they get no tokens from now on; else they are left as they are
     * @return what became of each, in a word, by its agency
     */
    public Map<String, String> others(Set<String> agencies, boolean disable) throws Stopped {
        Map<String, String> done = new TreeMap<>();
        for (JsonNode each : answer(request("").GET())) {
            String agency = each.path("clientId").asString("");
            boolean own = each.path("attributes").path(OURS).asString("").equals(agency);
            if (own && each instanceof ObjectNode other && !agencies.contains(agency)) {
                boolean enabled = other.path("enabled").asBoolean(false);
                done.put(agency, changed(other, other.deepCopy().put("enabled", enabled && !disable)));
            }
        }
        return done;
    }

    private String changed(ObjectNode there, ObjectNode after) throws Stopped {
        String word = word(after.path("enabled").asBoolean(false));
        if (there.equals(after)) {
            return word;
        }
        answer(request("/" + there.path("id").asString("")).PUT(BodyPublishers.ofString(after.toString())));
        return "changed, " + word;
    }

    private static String word(boolean inForce) {
        return inForce ? "enabled" : "disabled";
    }

    /**
     * A client in the form of Keycloak's.
     *
     * @param subject of its certificate, as in RFC 2253
     * @param authority the subject of whoever issued that
     */
    public static ObjectNode client(String id, String agency, String subject, String authority) {
        try (InputStream shipped = KeycloakClients.class.getResourceAsStream("client.json")) {
            ObjectNode client =
                    (ObjectNode) JsonMapper.shared().readTree(shipped).deepCopy();
            client.put("clientId", id);
            client.withObject("/attributes")
                    .put(OURS, agency)
                    .put("x509.subjectdn", subject)
                    .put("x509.casubjectdn", authority);
            // Keycloak names the client in azp; RFC 9068 section 2.2 wants client_id
            client.withObject("/protocolMappers/0/config").put("claim.value", agency);
            client.withObject("/protocolMappers/1/config").put("claim.value", id);
            return client;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpRequest.Builder request(String below) {
        return HttpRequest.newBuilder(URI.create(clients + below))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json");
    }

    private JsonNode answer(HttpRequest.Builder request) throws Stopped {
        Answer answer = wire.send(request);
        if (answer.isSuccess()) {
            return answer.json();
        }
        throw new Stopped(
                answer.status() >= 500 ? Exit.UNAVAILABLE : Exit.REFUSED,
                "keycloak.clients",
                "Keycloak does not let its clients be changed (status " + answer.status()
                        + "): is KEYCLOAK_ADMINISTRATOR one who may?");
    }
}
