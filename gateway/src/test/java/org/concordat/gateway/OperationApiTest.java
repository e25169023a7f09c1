package org.concordat.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.concordat.protection.key.Thumbprint;
import org.junit.jupiter.api.Test;

/** What those who run the gateway see and do of deliveries. */
class OperationApiTest extends EdgeTest {
    private static final String NPS = "nps-north-east";
    private static final String STUCK = "/v1/operation/deliveries";
    private static final String PAUSE = "/v1/operation/pauses/northshire-police";

    @Test
    void without_the_operators_scope_nobody_sees_others_deliveries_or_pauses_anybody() throws Exception {
        assertThat(edge.as(NPS).get(STUCK).statusCode()).isEqualTo(403);
        assertThat(edge.as(NPS).get(STUCK + "/" + Doors.DELIVERY).statusCode()).isEqualTo(403);
        assertThat(decide(edge.as(NPS), "{\"paused\": true, \"actor\": \"OPS-7\"}"))
                .isEqualTo(403);
        assertThat(edge.doors.knocks).isEmpty();
    }

    @Test
    void an_operator_is_answered_as_the_contract_says() throws Exception {
        HttpResponse<byte[]> stuck = operator().get(STUCK);
        assertThat(edge.contract.faults("GET " + STUCK, 200, CallersTest.header(stuck), stuck.body()))
                .isEmpty();
        HttpResponse<byte[]> one = operator().get(STUCK + "/" + Doors.DELIVERY);
        assertThat(edge.contract.faults("GET " + STUCK + "/{delivery}", 200, CallersTest.header(one), one.body()))
                .isEmpty();
        assertThat(decide(operator(), "{\"paused\": true, \"actor\": \"OPS-7\"}"))
                .isEqualTo(204);
        assertThat(decide(operator(), "{\"paused\": false, \"actor\": \"OPS-8\"}"))
                .isEqualTo(204);
        assertThat(edge.doors.knocks)
                .contains("pause northshire-police by OPS-7 " + NPS, "resume northshire-police by OPS-8 " + NPS);
    }

    @Test
    void who_decided_has_to_be_named_and_so_has_what() throws Exception {
        assertThat(decide(operator(), "{\"paused\": true}")).isEqualTo(400);
        assertThat(decide(operator(), "{\"actor\": \"OPS-7\"}")).isEqualTo(400);
        assertThat(edge.doors.knocks).noneMatch(knock -> knock.contains("pause") || knock.contains("resume"));
    }

    private static int decide(EdgeUnderTest.Call by, String decided) throws Exception {
        return by.send("PUT", PAUSE, "application/json", BodyPublishers.ofString(decided))
                .statusCode();
    }

    private EdgeUnderTest.Call operator() throws Exception {
        JWTClaimsSet claims =
                edge.keycloak.claims(NPS, Thumbprint.of(edge.systems.get(NPS).certificate()), "concordat:operate");
        return edge.with(NPS, edge.keycloak.signed(claims));
    }
}
