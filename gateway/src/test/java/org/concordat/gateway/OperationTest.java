package org.concordat.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import javax.net.ssl.SSLSession;
import org.concordat.routes.FlowObserver;
import org.junit.jupiter.api.Test;

/** What an operator sees, and what nobody sees there. */
class OperationTest extends EdgeTest {
    @Test
    void health_names_its_parts_and_how_long_certificates_last() throws Exception {
        HttpResponse<String> health = edge.operator("/health");
        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(health.body())
                .contains("\"keycloak\":{\"status\":\"UP\"}", "\"db\":{\"status\":\"UP\"}")
                .contains("ends in less than 30 days: renew it");
        assertThat(edge.operator("/health/readiness").body()).contains("\"status\":\"UP\"");
    }

    @Test
    void a_renewed_certificate_of_the_gateways_is_shown_without_a_restart() throws Exception {
        X509Certificate before = shown();
        edge.renewTls();
        X509Certificate after = shown();
        assertThat(after).isNotEqualTo(before);
        assertThat(edge.operator("/health").body())
                .contains("\"tls-server\":\"" + after.getNotAfter().toInstant());
    }

    private X509Certificate shown() throws Exception {
        SSLSession session =
                edge.as("northshire-police").get("/v1/mailbox").sslSession().orElseThrow();
        return (X509Certificate) session.getPeerCertificates()[0];
    }

    @Test
    void the_configuration_in_force_is_named_by_its_digest() throws Exception {
        assertThat(edge.operator("/info").body()).contains("\"digest\":\"" + "0".repeat(64) + "\"");
    }

    @Test
    void hops_are_counted_by_outcome_and_code() throws Exception {
        FlowObserver observer = edge.context.getBean(FlowObserver.class);
        observer.completed("seal", Duration.ofMillis(3));
        observer.refused("clear", "clear.no-clause-applies", Duration.ZERO);
        observer.failed("commit", Duration.ZERO);
        assertThat(edge.operator("/prometheus").body())
                .contains("concordat_hops_total{code=\"none\",hop=\"seal\",outcome=\"completed\"} 1.0")
                .contains(
                        "concordat_hops_total{code=\"clear.no-clause-applies\",hop=\"clear\",outcome=\"refused\"} 1.0")
                .contains("concordat_hops_total{code=\"none\",hop=\"commit\",outcome=\"failed\"} 1.0")
                .contains("concordat_hop_duration_seconds_count{hop=\"seal\"} 1");
    }

    @Test
    void refusals_at_the_edge_are_counted_by_code() throws Exception {
        edge.with("northshire-police", "").get("/v1/mailbox");
        assertThat(edge.operator("/prometheus").body())
                .contains("concordat_refusals_total{code=\"identity.token-missing\",hop=\"edge\"}");
    }

    @Test
    void metrics_name_no_path_and_no_person() throws Exception {
        edge.as("northshire-police").get("/v1/disclosures/" + Doors.DISCLOSURE);
        assertThat(edge.operator("/prometheus").body()).doesNotContain(Doors.DISCLOSURE.toString(), "NPS-1234");
    }

    @Test
    void business_time_and_real_time_are_two() {
        assertThat(edge.context.getBean(Clock.class).instant()).isEqualTo(EdgeUnderTest.BUSINESS_TIME);
        assertThat(edge.context
                        .getBean(org.concordat.gateway.setting.RealTime.class)
                        .clock())
                .isEqualTo(Clock.system(ZoneOffset.UTC));
    }
}
