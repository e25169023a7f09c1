package org.concordat.sandbox.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.concordat.sandbox.SharedStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(SharedStack.Extension.class)
class KeycloakIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void a_token_is_bound_to_the_certificate_it_was_asked_with(SharedStack stack) throws Exception {
        AgencyClient police = client(stack, SharedStack.POLICE);
        String[] token = token(stack, police, SharedStack.POLICE).split("\\.", -1);
        JsonNode header = decoded(token[0]);
        JsonNode claims = decoded(token[1]);

        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(police.certificate().getEncoded());
        assertThat(claims.at("/cnf/x5t#S256").stringValue())
                .isEqualTo(Base64.getUrlEncoder().withoutPadding().encodeToString(digest));
        assertThat(header.at("/alg").stringValue()).isEqualTo("ES256");
        assertThat(header.at("/typ").stringValue()).isEqualTo("at+jwt");
        assertThat(claims.at("/agency").stringValue()).isEqualTo(SharedStack.POLICE);
        assertThat(claims.at("/aud").stringValue()).isEqualTo(Realm.AUDIENCE);
        assertThat(claims.at("/iss").stringValue())
                .isEqualTo(stack.keycloak().issuer().toString());
        assertThat(List.of(claims.at("/scope").stringValue().split(" ", -1)))
                .containsExactlyInAnyOrderElementsOf(Realm.SCOPES);
        assertThat(claims.at("/exp").longValue() - claims.at("/iat").longValue())
                .isEqualTo(Realm.TOKEN_LIFE.toSeconds());
    }

    @Test
    void another_agencys_certificate_gets_no_token(SharedStack stack) throws Exception {
        HttpResponse<String> answer = ask(stack, client(stack, SharedStack.PROBATION), SharedStack.POLICE);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("invalid_client");
    }

    @Test
    void the_client_for_hostile_tests_gets_a_token_bound_to_nothing(SharedStack stack) throws Exception {
        String token = token(stack, client(stack, SharedStack.POLICE), Realm.UNBOUND_CLIENT);
        JsonNode claims = decoded(token.split("\\.", -1)[1]);
        assertThat(claims.has("cnf")).isFalse();
        assertThat(claims.at("/agency").stringValue()).isEqualTo(SharedStack.POLICE);
    }

    @Test
    void a_client_that_is_made_without_the_binding_is_given_it(SharedStack stack) throws Exception {
        AgencyClient any = client(stack, SharedStack.PROBATION);
        String administrator = JSON.readTree(any.post(
                                stack.keycloak().url().resolve("/realms/master/protocol/openid-connect/token"),
                                Map.of(
                                        "grant_type", "password",
                                        "client_id", "admin-cli",
                                        "username", "admin",
                                        "password", stack.keycloak().administratorPassword()))
                        .body())
                .at("/access_token")
                .stringValue();
        HttpResponse<String> made = any.send(authorised(stack, "/admin/realms/concordat/clients", administrator)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("""
                                {"clientId":"made-by-hand","clientAuthenticatorType":"client-x509","publicClient":false,
                                 "serviceAccountsEnabled":true,"attributes":{"x509.subjectdn":"CN=made-by-hand"}}
                                """)));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);

        HttpResponse<String> found =
                any.send(authorised(stack, "/admin/realms/concordat/clients?clientId=made-by-hand", administrator)
                        .GET());
        assertThat(JSON.readTree(found.body())
                        .at("/0/attributes/tls.client.certificate.bound.access.tokens")
                        .stringValue())
                .isEqualTo("true");
    }

    @Test
    void a_run_writes_nothing_into_the_cache(SharedStack stack) throws Exception {
        assertThat(stack.keycloak().pid()).isPositive();
        Path programs =
                stack.run().folder().resolve("keycloak-1").resolve("lib").toRealPath();
        FileTime prepared = Files.getLastModifiedTime(programs.resolveSibling(".complete"));
        try (var files = Files.walk(programs.resolveSibling(""))) {
            assertThat(files).allMatch(file -> {
                try {
                    return Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS)
                                    .compareTo(prepared)
                            <= 0;
                } catch (java.io.IOException vanished) {
                    return false;
                }
            });
        }
    }

    private static HttpRequest.Builder authorised(SharedStack stack, String path, String token) throws Exception {
        return HttpRequest.newBuilder(stack.keycloak().url().resolve(URI.create(path)))
                .header("Authorization", "Bearer " + token);
    }

    private static AgencyClient client(SharedStack stack, String name) throws Exception {
        return AgencyClient.with(stack.northshire().certificates(), name);
    }

    private static String token(SharedStack stack, AgencyClient client, String id) throws Exception {
        HttpResponse<String> answer = ask(stack, client, id);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body()).at("/access_token").stringValue();
    }

    private static HttpResponse<String> ask(SharedStack stack, AgencyClient client, String id) throws Exception {
        return client.post(
                stack.keycloak().tokenEndpoint(),
                Map.of("grant_type", "client_credentials", "client_id", id, "scope", String.join(" ", Realm.SCOPES)));
    }

    private static JsonNode decoded(String part) {
        return JSON.readTree(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
    }
}
