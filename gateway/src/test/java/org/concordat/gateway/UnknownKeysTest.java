package org.concordat.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Tokens that name keys which nobody has cost the identity service nothing, and are no reason to retry. */
class UnknownKeysTest extends EdgeTest {
    private static final String POLICE = "northshire-police";

    @Test
    void made_up_key_ids_do_not_make_the_gateway_fetch_without_limit() throws Exception {
        assertThat(edge.as(POLICE).get("/v1/mailbox").statusCode()).isEqualTo(200);
        int before = edge.keycloak.fetches.get();
        for (int i = 0; i < 20; i++) {
            assertThat(edge.with(POLICE, ofUnknownKey(edge, POLICE))
                            .get("/v1/mailbox")
                            .statusCode())
                    .isEqualTo(401);
        }
        assertThat(edge.keycloak.fetches.get() - before).isLessThanOrEqualTo(2);
        assertThat(edge.as(POLICE).get("/v1/mailbox").statusCode()).isEqualTo(200);
    }

    static String ofUnknownKey(EdgeUnderTest edge, String agency) throws Exception {
        return edge.keycloak.signed(
                edge.claims(agency),
                UnaryOperator.identity(),
                JWSAlgorithm.ES256,
                new ECKeyGenerator(Curve.P_256)
                        .keyID(UUID.randomUUID().toString())
                        .generate());
    }
}
