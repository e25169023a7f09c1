package org.concordat.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.concordat.protection.bundle.SignedBundle;
import org.concordat.protection.key.Thumbprint;
import org.concordat.routes.hop.HopRefused;
import org.concordat.routes.hop.HopRefused.Category;
import org.concordat.schemas.disclosure.Finding;
import org.junit.jupiter.api.Test;

/** The bundle in force, at the edge. */
class BundleApiTest extends EdgeTest {
    private static final String NPS = "nps-north-east";
    private static final String ACTIVATE = "POST /v1/bundles";

    @Test
    void without_the_operators_scope_nobody_puts_a_bundle_in_force_or_sees_which_were() throws Exception {
        HttpResponse<byte[]> activate = edge.as(NPS).post("/v1/bundles", "application/zip", new byte[] {1});
        assertThat(activate.statusCode()).isEqualTo(403);
        assertThat(edge.as(NPS).get("/v1/bundles").statusCode()).isEqualTo(403);
        assertThat(replay(edge.as(NPS), "OPS-7").statusCode()).isEqualTo(403);
        assertThat(edge.doors.knocks).isEmpty();
    }

    @Test
    void an_operator_is_answered_as_the_contract_says() throws Exception {
        HttpResponse<byte[]> activated = activate(new byte[] {1});
        assertThat(activated.statusCode()).isEqualTo(200);
        assertThat(edge.contract.faults(ACTIVATE, 200, CallersTest.header(activated), activated.body()))
                .isEmpty();
        HttpResponse<byte[]> history = operator().get("/v1/bundles");
        assertThat(edge.contract.faults("GET /v1/bundles", 200, CallersTest.header(history), history.body()))
                .isEmpty();
        assertThat(CallersTest.text(history)).contains("\"number\":7", "\"safeguarding-lead\"");
    }

    @Test
    void a_replay_is_answered_as_the_contract_says_and_says_who_asked() throws Exception {
        HttpResponse<byte[]> replayed = replay(operator(), "OPS-7");
        assertThat(replayed.statusCode()).isEqualTo(200);
        assertThat(edge.contract.faults("POST /v1/bundles/replays", 200, CallersTest.header(replayed), replayed.body()))
                .isEmpty();
        assertThat(edge.doors.knocks).containsExactly("replay by OPS-7 " + NPS);
    }

    @Test
    void who_asks_for_a_replay_has_to_be_named() throws Exception {
        HttpResponse<byte[]> unnamed = operator().post("/v1/bundles/replays", "application/zip", new byte[] {1});
        assertThat(unnamed.statusCode()).isEqualTo(400);
        assertThat(edge.doors.knocks).isEmpty();
    }

    @Test
    void every_finding_is_answered_with_its_file_and_line() throws Exception {
        edge.doors.thrown = new HopRefused(Category.UNPROCESSABLE, "bundle.not-in-order", "Nothing was changed.")
                .with(List.of(Finding.error("configuration", "agencies/a.yaml:3", "'id' is missing")));
        HttpResponse<byte[]> answer = activate(new byte[] {1});
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(CallersTest.text(answer)).contains("bundle.not-in-order", "\"location\":\"agencies/a.yaml:3\"");
        assertThat(edge.contract.faults(ACTIVATE, 422, CallersTest.header(answer), answer.body()))
                .isEmpty();
    }

    @Test
    void more_than_any_bundle_is_not_read() throws Exception {
        assertThat(activate(new byte[SignedBundle.LARGEST + 1]).statusCode()).isEqualTo(413);
        assertThat(edge.doors.knocks).isEmpty();
    }

    private HttpResponse<byte[]> activate(byte[] packed) throws Exception {
        return operator()
                .send("POST", "/v1/bundles", "application/zip", HttpRequest.BodyPublishers.ofByteArray(packed));
    }

    private static HttpResponse<byte[]> replay(EdgeUnderTest.Call by, String actor) throws Exception {
        return by.send(
                "POST",
                "/v1/bundles/replays",
                "application/zip",
                HttpRequest.BodyPublishers.ofByteArray(new byte[] {1}),
                "Concordat-Actor",
                actor);
    }

    private EdgeUnderTest.Call operator() throws Exception {
        JWTClaimsSet claims =
                edge.keycloak.claims(NPS, Thumbprint.of(edge.systems.get(NPS).certificate()), "concordat:operate");
        return edge.with(NPS, edge.keycloak.signed(claims));
    }
}
