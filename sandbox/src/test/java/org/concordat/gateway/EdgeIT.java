package org.concordat.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.concordat.cli.environment.Caller;
import org.concordat.cli.environment.Environment;
import org.concordat.cli.gateway.Answer;
import org.concordat.cli.gateway.GatewayClient;
import org.concordat.cli.gateway.KeycloakTokens;
import org.concordat.cli.gateway.Wire;
import org.concordat.gateway.contract.Contract;
import org.concordat.sandbox.SharedStack;
import org.concordat.sandbox.keycloak.Realm;
import org.concordat.schemas.terminology.AgencyId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The edge with a real Keycloak and a real database: who is let in, and that answers keep to the contract. */
@ExtendWith(SharedStack.Extension.class)
class EdgeIT {
    private static final Contract CONTRACT = Contract.shipped();
    private static final UUID NOBODYS = UUID.fromString("0190b6a0-0000-7000-8000-00000000ffff");

    @Test
    void a_bound_token_of_keycloak_is_let_in_and_answers_keep_to_the_contract(SharedStack stack) throws Exception {
        GatewayClient police = caller(stack, SharedStack.POLICE).gateway();
        keepsToContract("GET /v1/mailbox", 200, police.mailbox());
        keepsToContract("GET /v1/mailbox/{delivery}", 404, police.collect(NOBODYS));
        keepsToContract("GET /v1/disclosures/{id}", 404, police.status(NOBODYS));
        keepsToContract("POST /v1/mailbox/{delivery}/receipt", 404, police.receipt(NOBODYS, "e30.e30.e30"));
        keepsToContract("POST /v1/disclosures", 400, police.submit("<x/>".getBytes(StandardCharsets.UTF_8)));
        keepsToContract("POST /v1/disclosures", 415, police.submit("text/plain", new byte[] {1}));
        keepsToContract(
                "POST /v1/decisions/explain",
                200,
                police.post("/v1/decisions/explain", "application/json", question()));
    }

    @Test
    void the_token_of_another_agency_is_refused(SharedStack stack) throws Exception {
        GatewayClient police = caller(stack, SharedStack.POLICE).gateway();
        GatewayClient probation = caller(stack, SharedStack.PROBATION).gateway();
        Answer refused = police.with(probation::token).mailbox();
        keepsToContract("GET /v1/mailbox", 401, refused);
        assertThat(refused.problem()).contains("identity.token-of-another");
    }

    @Test
    void an_unbound_token_is_refused(SharedStack stack) throws Exception {
        Caller police = caller(stack, SharedStack.POLICE);
        Wire wire =
                Wire.of(Optional.of(police.keys().tls()), police.certificates().authority());
        KeycloakTokens unbound = new KeycloakTokens(
                police.environment().keycloak(),
                new AgencyId(Realm.UNBOUND_CLIENT),
                KeycloakTokens.SHARING,
                wire,
                Clock.systemUTC());
        Answer refused = police.gateway().with(unbound).mailbox();
        keepsToContract("GET /v1/mailbox", 401, refused);
        assertThat(refused.problem()).contains("identity.token-not-bound");
    }

    @Test
    void no_token_is_refused(SharedStack stack) throws Exception {
        Answer refused =
                caller(stack, SharedStack.POLICE).gateway().with(() -> "").mailbox();
        keepsToContract("GET /v1/mailbox", 401, refused);
        assertThat(refused.problem()).contains("identity.token-missing");
    }

    @Test
    void operators_see_health_and_metrics_on_the_loopback_port(SharedStack stack) throws Exception {
        assertThat(operator(stack, "/health/readiness").body()).contains("\"status\":\"UP\"", "keycloak", "db");
        assertThat(operator(stack, "/prometheus").body())
                .contains("concordat_deliveries{state=\"held\"}", "hikaricp_connections_max");
        assertThat(operator(stack, "/env").statusCode()).isIn(401, 404);
    }

    @Test
    void the_gateway_is_small(SharedStack stack) throws Exception {
        Path status = Path.of("/proc", String.valueOf(stack.assembly().gateway().pid()), "status");
        if (Files.exists(status)) {
            int kilobytes = Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToInt(line -> Integer.parseInt(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElseThrow();
            assertThat(kilobytes).isLessThan(512 * 1024);
        }
    }

    private static byte[] question() {
        return """
                {"kind":"safeguarding-check-response",
                 "to":[{"agency":"nps-north-east","team":"court-team-north","role":"court-officer"}],
                 "purpose":"pre-sentence-assessment","power":"OMA14","conditions":["P3_35_2_B","P3_SCH8_2"],
                 "sections":[{"type":"DomesticAbuseCallOuts","subject":"convicted","nature":"fact",
                              "provenance":"agency-record"}]}
                """.getBytes(StandardCharsets.UTF_8);
    }

    private static Caller caller(SharedStack stack, String agency) throws Exception {
        return new Caller(new AgencyId(agency), Environment.read(stack.environment()), Clock.systemUTC());
    }

    private static HttpResponse<String> operator(SharedStack stack, String path) throws Exception {
        URI address = stack.assembly().gateway().management().resolve(path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static void keepsToContract(String operation, int status, Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(CONTRACT.faults(
                        operation,
                        status,
                        header -> header.equals("content-type") ? answer.contentType() : "",
                        answer.body()))
                .as(answer.text())
                .isEmpty();
    }
}
