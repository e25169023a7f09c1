package org.concordat.faults;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.concordat.cli.gateway.Answer;
import org.concordat.sandbox.SharedStack;
import org.concordat.sandbox.northshire.Northshire;
import org.concordat.strangers.Canary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a collector of traces gets of a check that is asked, pushed, collected and answered, and of what was refused. */
@ExtendWith(SharedStack.Extension.class)
class TracesIT {
    private static final List<String> OF_PEOPLE = List.of(
            "Harrow-Example",
            "Lowe-Example",
            "Asha",
            "1991-03-14",
            "2014/0654321F",
            "NS/26/018842",
            "NP-4471",
            "cut lip",
            "Refuge Example",
            "Southtown",
            "ZZ99 7VZ");

    @Test
    void hops_are_named_with_agencies_and_codes_and_nothing_is_of_a_person_or_a_document(SharedStack shared)
            throws Exception {
        WireMockServer collector =
                new WireMockServer(options().bindAddress("127.0.0.1").dynamicPort());
        collector.start();
        try {
            collector.stubFor(any(anyUrl()).willReturn(ok()));
            Worked worked = worked(shared, collector.url("/v1/traces"));
            byte[] exported = exported(collector);
            String text = new String(exported, StandardCharsets.ISO_8859_1);
            assertThat(Stream.of("admit", "check", "clear", "minimise", "seal", "commit"))
                    .allMatch(hop -> text.contains(span(hop)));
            assertThat(Stream.of("recheck", "deliver", "acknowledge")).allMatch(hop -> text.contains(span(hop)));
            assertThat(Stream.of("request", "submission", "delivery-rest", "delivery-mailbox"))
                    .allMatch(name -> text.contains(span(name)));
            assertThat(text)
                    .contains("/v1/disclosures", "/v1/mailbox/{delivery}")
                    .contains(Northshire.PROBATION, Northshire.POLICE, Northshire.CHILDREN)
                    .contains("completed", "refused", worked.code());
            for (String word :
                    Stream.concat(OF_PEOPLE.stream(), worked.ids().stream()).toList()) {
                assertThat(Canary.of(word).isIn(exported)).as(word).isFalse();
            }
            assertThat(Canary.of("minimise").isIn(exported))
                    .as("the search finds")
                    .isTrue();
        } finally {
            collector.stop();
        }
    }

    /** A span's name, as the collector's protocol writes it: the field's tag, its length and it. */
    private static String span(String name) {
        return "*" + (char) name.length() + name;
    }

    /**
     * What went through.
     *
     * @param ids of documents, which are nobody's name and are not exported either
     * @param code of what was refused
     */
    private record Worked(List<String> ids, String code) {}

    private static Worked worked(SharedStack shared, String collector) throws Exception {
        try (Ground ground =
                Ground.on(shared, Ground.HOME, northshire -> {}, Map.of("concordat.gateway.traces", collector))) {
            Check check = Check.taken(ground);
            check.isCollected();
            check.isPushed();

            Correspondent police = ground.correspondent(Northshire.POLICE);
            String conversation = ground.rows("select conversation::text from disclosure where id = ?", check.id())
                    .get(0);
            Document answer = police.write(
                    "police-answer",
                    Map.of("CONVERSATION", conversation, "REQUEST", check.id().toString()));
            Answer taken = police.submit(answer);
            assertThat(taken.status()).as(taken.text()).isEqualTo(201);
            Answer refused = police.gateway().submit("<Name>Harrow-Example</Name>".getBytes(StandardCharsets.UTF_8));
            assertThat(refused.status()).as(refused.text()).isBetween(400, 499);
            List<String> ids = List.of(
                    check.id().toString(),
                    check.toPolice().toString(),
                    check.toChildren().toString(),
                    conversation,
                    answer.id().toString());
            // what it has not sent yet it sends before it ends
            ground.gateway().leave();
            return new Worked(ids, refused.problem().orElseThrow());
        }
    }

    private static byte[] exported(WireMockServer collector) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        collector
                .findAll(postRequestedFor(urlEqualTo("/v1/traces")))
                .forEach(request -> all.writeBytes(request.getBody()));
        return all.toByteArray();
    }
}
