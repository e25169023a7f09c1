package org.concordat.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What those who run a gateway type, and what they read of it. */
class OperateTest extends AtPartner {
    private static final String ID = "0190b5c2-7d1e-7c3a-9f00-0123456789ab";
    private static final String PAUSE = "/v1/operation/pauses/northshire-police";

    @Test
    void an_agency_is_paused_by_who_decided_it() {
        partner.server().stubFor(put(urlEqualTo(PAUSE)).willReturn(aResponse().withStatus(204)));

        Partner.Ended ended = partner.types("operate", "pause", "northshire-police", "--actor", "ops@night/7");

        assertThat(ended.code()).as(ended.said()).isZero();
        partner.server()
                .verify(putRequestedFor(urlEqualTo(PAUSE))
                        .withRequestBody(equalToJson("{\"paused\":true,\"actor\":\"ops@night/7\"}")));
    }

    @Test
    void an_agency_that_is_not_there_cannot_be_paused_and_is_named() {
        partner.server()
                .stubFor(put(urlEqualTo(PAUSE))
                        .willReturn(Partner.problem(404, "operation.not-there", "There is no such agency.")));

        Partner.Ended ended = partner.types("operate", "pause", "northshire-police", "--actor", "OPS-7");

        assertThat(ended.code()).isEqualTo(6);
        assertThat(ended.said()).contains("the gateway knows no agency northshire-police: ");
        assertThat(partner.types("operate", "pause", "North Shire", "--actor", "OPS-7")
                        .said())
                .contains("an id is lower-case letters, digits and hyphens: not 'North Shire'");
    }

    @Test
    void why_a_delivery_waits_is_told_with_its_moments_in_words() {
        String because = "{\"because\":\"It was tried in vain until 2026-03-02T09:00:00.123Z: tried next at"
                + " 2026-07-02T09:05:00Z.\"}";
        String words = "It was tried in vain until 2 March 2026, 09:00: tried next at 2 July 2026, 10:05.";
        answers("/v1/operation/deliveries/" + ID, 200, because);
        answers("/v1/operation/deliveries", 200, "{\"deliveries\":[" + because + "]}");

        assertThat(partner.types("operate", "stuck", ID).said()).contains(words);
        assertThat(partner.types("operate", "stuck").said()).contains("why: " + words);
    }

    @Test
    void what_a_replay_came_to_is_told_with_its_reason() throws IOException {
        partner.server()
                .stubFor(post(urlEqualTo("/v1/bundles/replays"))
                        .willReturn(aResponse().withBody("""
                                        {"since":"2026-03-02T09:00:00Z","groups":[
                                         {"agency":"northshire-police","kind":"contact-record","deliveries":2,
                                          "trial":{"answer":"not-tried","because":"the agency has no mapping now"}},
                                         {"agency":"northshire-police","kind":"case-allocation","deliveries":1,
                                          "trial":{"answer":"same","because":""}}]}
                                        """)));
        String bundle = Partner.northshire(work.resolve("bundle")).toString();

        Partner.Ended ended = partner.types("operate", "replay", bundle, "--actor", "OPS-7");

        assertThat(ended.code()).as(ended.said()).isZero();
        assertThat(ended.said())
                .contains("answer: not-tried: the agency has no mapping now")
                .contains("deliveries: 1 answer: same ");
    }

    @Test
    void who_decided_is_no_reference_and_the_gateway_is_not_asked() {
        for (List<String> command : List.of(
                List.of("operate", "pause", "northshire-police", "--actor", "Ann Example"),
                List.of("operate", "replay", ".", "--actor", "Ann Example"),
                List.of("held", "return", ID, "--actor", "Ann Example"),
                List.of("receipt", ID, "--read-by", "Ann Example"))) {
            Partner.Ended ended = partner.types(command.toArray(String[]::new));
            assertThat(ended.code()).as(ended.said()).isEqualTo(2);
            assertThat(ended.said())
                    .contains(
                            command.get(command.size() - 2) + ": a person is named by a reference of 1 to 64 letters");
        }
        assertThat(partner.server().getAllServeEvents()).isEmpty();
    }
}
