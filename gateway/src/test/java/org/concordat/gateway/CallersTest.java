package org.concordat.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Who is a caller, and who is not. Every refusal here reaches no door. */
@ExtendWith(OutputCaptureExtension.class)
class CallersTest extends EdgeTest {
    private static final String POLICE = "northshire-police";

    @Test
    void a_bound_token_on_its_own_certificate_is_the_agency() throws Exception {
        assertThat(edge.as(POLICE).get("/v1/mailbox").statusCode()).isEqualTo(200);
        assertThat(edge.doors.knocks).containsExactly("list northshire-police");
    }

    @Test
    void a_token_signed_ps256_is_as_good() throws Exception {
        String token = edge.keycloak.signed(
                edge.claims(POLICE), UnaryOperator.identity(), JWSAlgorithm.PS256, edge.keycloak.rsa);
        assertThat(edge.with(POLICE, token).get("/v1/mailbox").statusCode()).isEqualTo(200);
    }

    @Test
    void no_certificate_is_no_connection() {
        assertThatThrownBy(() -> edge.withoutCertificate().get("/v1/mailbox")).isInstanceOf(IOException.class);
    }

    @Test
    void no_token_is_no_caller() throws Exception {
        refused("identity.token-missing", edge.with(POLICE, "").get("/v1/mailbox"));
    }

    @Test
    void the_token_of_another_certificate_is_refused() throws Exception {
        String stolen = edge.keycloak.signed(edge.claims("nps-north-east"));
        refused("identity.token-of-another", edge.with(POLICE, stolen).get("/v1/mailbox"));
    }

    @Test
    void an_unbound_token_is_refused() throws Exception {
        refused("identity.token-not-bound", with(claims -> claims.claim("cnf", null)));
        refused("identity.token-not-bound", with(claims -> claims.claim("cnf", Map.of("jkt", "x"))));
    }

    /** So that the operator can tell the partner; of a stranger, whom nothing is known of, it says that. */
    @Test
    void a_refusals_line_in_the_log_names_the_agency_of_its_own_connection(CapturedOutput log) throws Exception {
        refused("identity.agency-mismatch", with(claims -> claims.claim("agency", "nps-north-east")));
        refused("identity.certificate-not-registered", edge.as("stranger").get("/v1/mailbox"));
        assertThat(log.getOut())
                .contains("code=identity.agency-mismatch hop=edge agency=northshire-police incident=")
                .contains("code=identity.certificate-not-registered hop=edge agency=- incident=");
    }

    @Test
    void a_token_that_claims_another_agency_is_refused() throws Exception {
        refused("identity.agency-mismatch", with(claims -> claims.claim("agency", "nps-north-east")));
        refused("identity.agency-mismatch", with(claims -> claims.claim("agency", null)));
    }

    @Test
    void a_certificate_of_no_agency_is_refused() throws Exception {
        refused("identity.certificate-not-registered", edge.as("stranger").get("/v1/mailbox"));
    }

    @Test
    void an_agency_that_ended_in_business_time_is_refused() throws Exception {
        refused("identity.agency-not-in-force", edge.as("ended-agency").get("/v1/mailbox"));
    }

    @Test
    void a_certificate_revoked_during_the_connection_is_refused_at_the_next_request() throws Exception {
        EdgeUnderTest.Call agency = edge.as("revoked-agency");
        assertThat(agency.get("/v1/mailbox").statusCode()).isEqualTo(200);
        edge.revoke("revoked-agency");
        edge.doors.knocks.clear();
        refused("identity.certificate-refused", agency.get("/v1/mailbox"));
        assertThatThrownBy(() -> edge.as("revoked-agency").get("/v1/mailbox")).isInstanceOf(IOException.class);
        assertThat(edge.operator("/prometheus").body()).contains("concordat_tls_refusals_total{verdict=\"revoked\"}");
    }

    @Test
    void an_expired_token_is_refused_by_real_time_whatever_the_business_clock_says() throws Exception {
        Date before = Date.from(Clock.systemUTC().instant().minusSeconds(60));
        refused("identity.token-invalid", with(claims -> claims.expirationTime(before)));
        refused("identity.token-invalid", with(claims -> claims.expirationTime(null)));
    }

    @Test
    void a_token_of_another_issuer_or_for_another_audience_is_refused() throws Exception {
        refused("identity.token-invalid", with(claims -> claims.issuer("https://keycloak.example")));
        refused("identity.token-invalid", with(claims -> claims.audience("https://elsewhere.example")));
        refused("identity.token-invalid", with(claims -> claims.audience(List.of())));
    }

    @Test
    void what_is_no_access_token_is_refused() throws Exception {
        String idToken = edge.keycloak.signed(
                edge.claims(POLICE),
                header -> header.type(JOSEObjectType.JWT),
                JWSAlgorithm.ES256,
                edge.keycloak.elliptic);
        refused("identity.token-invalid", edge.with(POLICE, idToken).get("/v1/mailbox"));
        refused("identity.token-invalid", edge.with(POLICE, "not-a-token").get("/v1/mailbox"));
    }

    @Test
    void only_ps256_and_es256_count_even_by_the_right_key() throws Exception {
        for (JWSAlgorithm weak : List.of(JWSAlgorithm.RS256, JWSAlgorithm.PS384)) {
            String token = edge.keycloak.signed(edge.claims(POLICE), UnaryOperator.identity(), weak, edge.keycloak.rsa);
            refused("identity.token-invalid", edge.with(POLICE, token).get("/v1/mailbox"));
        }
        String unsigned = new com.nimbusds.jwt.PlainJWT(edge.claims(POLICE)).serialize();
        refused("identity.token-invalid", edge.with(POLICE, unsigned).get("/v1/mailbox"));
    }

    @Test
    void a_token_signed_by_someone_else_under_a_known_key_id_is_refused() throws Exception {
        String forged = edge.keycloak.signed(
                edge.claims(POLICE),
                UnaryOperator.identity(),
                JWSAlgorithm.ES256,
                new ECKeyGenerator(Curve.P_256).keyID("es").generate());
        refused("identity.token-invalid", edge.with(POLICE, forged).get("/v1/mailbox"));
    }

    @Test
    void a_token_without_the_scope_is_forbidden_and_reaches_no_door() throws Exception {
        HttpResponse<byte[]> answer = with(claims -> claims.claim("scope", "concordat:query"));
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(text(answer)).contains("\"identity.scope-missing\"");
        assertThat(edge.doors.knocks).isEmpty();
        assertThat(edge.contract.faults("GET /v1/mailbox", 403, header(answer), answer.body()))
                .isEmpty();
    }

    private HttpResponse<byte[]> with(UnaryOperator<JWTClaimsSet.Builder> spoil) throws Exception {
        JWTClaimsSet spoilt =
                spoil.apply(new JWTClaimsSet.Builder(edge.claims(POLICE))).build();
        return edge.with(POLICE, edge.keycloak.signed(spoilt)).get("/v1/mailbox");
    }

    private void refused(String code, HttpResponse<byte[]> answer) {
        assertThat(text(answer)).contains("\"" + code + "\"");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(edge.contract.faults("GET /v1/mailbox", 401, header(answer), answer.body()))
                .isEmpty();
        assertThat(edge.doors.knocks).isEmpty();
    }

    static java.util.function.Function<String, String> header(HttpResponse<?> answer) {
        return name -> answer.headers().firstValue(name).orElse("");
    }

    static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
