package org.concordat.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.concordat.certs.sample.SampleAuthority;
import org.concordat.cli.gateway.KeycloakClients;
import org.concordat.cli.gateway.Wire;
import org.concordat.cli.outcome.Stopped;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Agencies' clients are changed, and nobody else's. */
class KeycloakClientsTest {
    private static final String SUBJECT = "CN=system,O=Northshire";
    private static final String AUTHORITY = "CN=Authority,C=GB";

    private final WireMockServer keycloak = new WireMockServer(options().dynamicPort());

    private KeycloakClients clients;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        keycloak.start();
        keycloak.stubFor(post(anyUrl()).willReturn(okJson("{\"access_token\": \"t\"}")));
        keycloak.stubFor(put(anyUrl()).willReturn(okJson("{}")));
        SampleAuthority authority = SampleAuthority.create(folder, AUTHORITY, Clock.systemUTC());
        clients = new KeycloakClients(
                URI.create(keycloak.baseUrl() + "/realms/concordat"),
                Wire.of(Optional.empty(), authority.certificate()),
                "admin",
                "password");
    }

    @AfterEach
    void stop() {
        keycloak.stop();
    }

    @Test
    void one_of_keycloaks_own_by_an_agencys_name_is_left_alone() {
        holds(
                "{\"id\": \"1\", \"clientId\": \"account\", \"enabled\": true, \"attributes\": {\"realm_client\": \"false\"}}");
        assertThatThrownBy(() -> clients.put("account", SUBJECT, AUTHORITY, false))
                .isInstanceOfSatisfying(Stopped.class, e -> assertThat(e.code()).isEqualTo("keycloak.client-of-others"))
                .hasMessageContaining("'account'");
        keycloak.verify(0, putRequestedFor(anyUrl()));
    }

    @Test
    void one_that_was_made_for_the_agency_is_changed() throws Exception {
        holds(KeycloakClients.client("account", "account", SUBJECT, AUTHORITY)
                .put("id", "1")
                .toString());
        assertThat(clients.put("account", SUBJECT, AUTHORITY, true)).isEqualTo("enabled");
        assertThat(clients.put("account", "CN=new,O=Northshire", AUTHORITY, true))
                .isEqualTo("changed, enabled");
        keycloak.verify(1, putRequestedFor(anyUrl()).withRequestBody(containing("CN=new")));
    }

    @Test
    void of_agencies_that_left_the_bundle_they_are_disabled_if_that_is_said_and_nobody_elses() throws Exception {
        holds(KeycloakClients.client("left", "left", SUBJECT, AUTHORITY)
                        .put("id", "1")
                        .put("enabled", true)
                + ", "
                + KeycloakClients.client("gone", "gone", SUBJECT, AUTHORITY)
                        .put("id", "2")
                        .put("enabled", false)
                + ", "
                + KeycloakClients.client("stays", "stays", SUBJECT, AUTHORITY).put("id", "3")
                + ", "
                + KeycloakClients.client("besides", "left", SUBJECT, AUTHORITY).put("id", "5")
                + ", {\"id\": \"4\", \"clientId\": \"account\", \"enabled\": true}");
        assertThat(clients.others(Set.of("stays"), false)).isEqualTo(Map.of("left", "enabled", "gone", "disabled"));
        keycloak.verify(0, putRequestedFor(anyUrl()));
        assertThat(clients.others(Set.of("stays"), true))
                .isEqualTo(Map.of("left", "changed, disabled", "gone", "disabled"));
        keycloak.verify(1, putRequestedFor(anyUrl()));
        keycloak.verify(
                1, putRequestedFor(urlPathMatching(".*/clients/1")).withRequestBody(containing("\"enabled\":false")));
    }

    private void holds(String client) {
        keycloak.stubFor(get(anyUrl()).willReturn(okJson("[" + client + "]")));
    }
}
