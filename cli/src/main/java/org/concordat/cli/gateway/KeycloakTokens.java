package org.concordat.cli.gateway;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.concordat.cli.outcome.Stopped;
import org.concordat.schemas.terminology.AgencyId;
import tools.jackson.databind.JsonNode;

/**
 * Tokens of an agency's system: client credentials, the client known by its TLS certificate and the token bound to it
 * (RFC 8705). A token is kept until it is about to expire. Safe to share.
 */
public final class KeycloakTokens implements Tokens {
    /** What agencies do: share and ask. */
    public static final String SHARING = "concordat:share concordat:query";

    /** What auditors do besides: read the ledger. */
    public static final String AUDITING = "concordat:query concordat:audit";

    /** What those do who run the gateway. */
    public static final String OPERATING = "concordat:query concordat:operate";

    private static final Duration EARLY = Duration.ofSeconds(30);

    private final URI endpoint;
    private final AgencyId agency;
    private final String scopes;
    private final Wire wire;
    /** Real time: tokens do not follow the clock of a story. */
    private final Clock clock;

    private String token = "";
    private Instant until = Instant.MIN;

    /**
     * Tokens with certain scopes.
     *
     * @param scopes with a space between them
     */
    public KeycloakTokens(URI realm, AgencyId agency, String scopes, Wire wire, Clock clock) {
        this.endpoint = URI.create(realm + "/protocol/openid-connect/token");
        this.agency = agency;
        this.scopes = scopes;
        this.wire = wire;
        this.clock = clock;
    }

    @Override
    public synchronized String current() throws Stopped {
        if (clock.instant().isBefore(until)) {
            return token;
        }
        String form =
                "grant_type=client_credentials&client_id=" + encoded(agency.value()) + "&scope=" + encoded(scopes);
        Answer answer = wire.send(HttpRequest.newBuilder(endpoint)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
        JsonNode json = answer.json();
        String given = json.path("access_token").asString("");
        if (!answer.isSuccess() || given.isEmpty()) {
            String error = json.path("error").asString("");
            String said = "status " + answer.status() + ", " + error;
            if (error.equals("invalid_scope")) {
                throw Stopped.of("token.scope", agency, scopes, said);
            }
            throw answer.status() >= 500
                    ? Stopped.of("token.unavailable", said)
                    : Stopped.of("token.refused", agency, said);
        }
        token = given;
        until = clock.instant().plusSeconds(json.path("expires_in").asLong(0)).minus(EARLY);
        return token;
    }

    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
