package org.concordat.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** The identity service goes away: what is known still serves, what is not known is a reason to retry. */
class KeycloakOutageTest extends EdgeTest {
    private static final String POLICE = "northshire-police";

    @Test
    void keys_that_are_kept_serve_on_and_an_unknown_one_is_a_reason_to_retry() throws Exception {
        assertThat(edge.as(POLICE).get("/v1/mailbox").statusCode()).isEqualTo(200);
        edge.keycloak.close();
        assertThat(edge.as(POLICE).get("/v1/mailbox").statusCode()).isEqualTo(200);

        HttpResponse<byte[]> unknown =
                edge.with(POLICE, UnknownKeysTest.ofUnknownKey(edge, POLICE)).get("/v1/mailbox");
        assertThat(unknown.statusCode()).isEqualTo(503);
        assertThat(unknown.headers().firstValue("Retry-After")).isPresent();
        assertThat(CallersTest.text(unknown)).contains("\"identity.unavailable\"", "\"later\"");
        assertThat(edge.contract.faults("GET /v1/mailbox", 503, CallersTest.header(unknown), unknown.body()))
                .isEmpty();
    }
}
