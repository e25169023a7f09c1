package org.concordat.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.net.http.HttpResponse;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The identity service goes away: what is known still serves, what is not known is a reason to retry. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KeycloakOutageTest extends EdgeTest {
    private static final String POLICE = "northshire-police";

    @Test
    @Order(1)
    void made_up_key_ids_do_not_make_the_gateway_fetch_without_limit() throws Exception {
        assertThat(edge.as(POLICE).get("/v1/mailbox").statusCode()).isEqualTo(200);
        int before = edge.keycloak.fetches.get();
        for (int i = 0; i < 20; i++) {
            assertThat(edge.with(POLICE, ofUnknownKey()).get("/v1/mailbox").statusCode())
                    .isIn(401, 503);
        }
        assertThat(edge.keycloak.fetches.get() - before).isLessThanOrEqualTo(2);
        assertThat(edge.as(POLICE).get("/v1/mailbox").statusCode()).isEqualTo(200);
    }

    @Test
    @Order(2)
    void keys_that_are_kept_serve_on_and_an_unknown_one_is_a_reason_to_retry() throws Exception {
        edge.keycloak.close();
        assertThat(edge.as(POLICE).get("/v1/mailbox").statusCode()).isEqualTo(200);

        HttpResponse<byte[]> unknown = edge.with(POLICE, ofUnknownKey()).get("/v1/mailbox");
        assertThat(unknown.statusCode()).isEqualTo(503);
        assertThat(unknown.headers().firstValue("Retry-After")).isPresent();
        assertThat(CallersTest.text(unknown)).contains("\"identity.unavailable\"", "\"later\"");
        assertThat(edge.contract.faults("GET /v1/mailbox", 503, CallersTest.header(unknown), unknown.body()))
                .isEmpty();
    }

    private String ofUnknownKey() throws Exception {
        return edge.keycloak.signed(
                edge.claims(POLICE),
                UnaryOperator.identity(),
                JWSAlgorithm.ES256,
                new ECKeyGenerator(Curve.P_256)
                        .keyID(UUID.randomUUID().toString())
                        .generate());
    }
}
