package org.concordat.protection.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.concordat.schemas.terminology.AgencyId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EntryTest {
    private static final UUID ID = UUID.fromString("6b0d7c1e-58a2-4f1f-9a39-0a2f62f6a111");
    private static final String DIGEST = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    private static final String PSEUDONYM = "pseudonyms-1." + "A".repeat(43);

    /** One value for each text of an event, in order; the lists have one element. */
    private static final List<String> FIT = List.of(
            "commit",
            "np-4471",
            "court-officer",
            "safeguarding-check-request",
            "pre-sentence-assessment",
            "OMA14",
            "P3_35_2_B",
            DIGEST,
            "national@1/safeguarding-check",
            DIGEST,
            DIGEST,
            PSEUDONYM);

    @Test
    void the_bytes_are_canonical_json_in_the_published_order() {
        assertThat(new String(Entry.of(ID, event(FIT)).toByteArray(), StandardCharsets.UTF_8))
                .isEqualTo("{\"actor\":\"np-4471\",\"agency\":\"nps-north-east\",\"at\":\"2026-03-02T12:30:00Z\","
                        + "\"clauses\":[\"national@1/safeguarding-check\"],\"code\":\"commit\","
                        + "\"conditions\":[\"P3_35_2_B\"],\"configuration\":\"" + DIGEST + "\","
                        + "\"decision\":\"6b0d7c1e-58a2-4f1f-9a39-0a2f62f6a113\","
                        + "\"delivery\":\"0195a1b2-0000-7000-8000-000000000003\","
                        + "\"disclosure\":\"0195a1b2-0000-7000-8000-000000000002\","
                        + "\"id\":\"6b0d7c1e-58a2-4f1f-9a39-0a2f62f6a111\",\"kind\":\"safeguarding-check-request\","
                        + "\"original\":\"" + DIGEST + "\",\"power\":\"OMA14\","
                        + "\"purpose\":\"pre-sentence-assessment\",\"recipient\":\"northshire-police\","
                        + "\"released\":\"" + DIGEST + "\",\"role\":\"court-officer\","
                        + "\"subjects\":[\"" + PSEUDONYM + "\"],\"verb\":\"DISCLOSED\",\"version\":\"1\"}");
    }

    @Test
    void what_is_empty_is_left_out() {
        assertThat(new String(Entry.of(ID, least()).toByteArray(), StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"agency\":\"northshire-police\",\"at\":\"2026-03-02T12:30:00Z\",\"code\":\"admit.replayed\","
                                + "\"id\":\"6b0d7c1e-58a2-4f1f-9a39-0a2f62f6a111\",\"verb\":\"REFUSED\",\"version\":\"1\"}");
    }

    @Test
    void the_hash_is_the_leaf_hash_of_rfc_9162() {
        // computed apart from this code, from the bytes of the test above:
        // (printf '\000'; printf '%s' '{"agency":"northshire-police",…}') | openssl dgst -sha256
        assertThat(HexFormat.of().formatHex(Entry.of(ID, least()).hash()))
                .isEqualTo("406a1fcd1e6d3412e4d628f3159ba9d14664431853690a63731b2616cf47d23e");
    }

    @Test
    void the_same_event_under_another_id_has_another_hash() {
        UUID other = UUID.fromString("6b0d7c1e-58a2-4f1f-9a39-0a2f62f6a112");
        assertThat(Entry.of(other, least()).hash())
                .isNotEqualTo(Entry.of(ID, least()).hash());
    }

    @Test
    void an_id_that_could_be_guessed_is_refused() {
        UUID ordered = UUID.fromString("0195a1b2-0000-7000-8000-000000000003");
        assertThatThrownBy(() -> Entry.of(ordered, least())).isInstanceOf(IllegalArgumentException.class);
    }

    static Stream<String> personalData() {
        return Stream.of(
                "Jo Bloggs",
                "O'Neill",
                "Bloggs, Jo",
                "1 High Street",
                "born 1980-01-01",
                "Zoë",
                "a\"b",
                "a\\b",
                "\u0007");
    }

    @ParameterizedTest
    @MethodSource("personalData")
    void no_field_of_an_entry_has_room_for_it(String planted) {
        for (int field : IntStream.range(0, FIT.size()).toArray()) {
            List<String> values = new ArrayList<>(FIT);
            values.set(field, planted);
            try {
                assertThat(new String(Entry.of(ID, event(values)).toByteArray(), StandardCharsets.UTF_8))
                        .as("field %d", field)
                        .doesNotContain(planted)
                        .contains(Event.UNFIT);
            } catch (IllegalArgumentException refused) {
                assertThat(refused).message().doesNotContain(planted);
            }
        }
    }

    static Stream<String> identifiers() {
        return Stream.of("2001/0012345X", "12345/01A", "X123456", "A1234BC", "9434765919");
    }

    @ParameterizedTest
    @MethodSource("identifiers")
    void an_identifier_does_not_pass_for_a_pseudonym_a_digest_or_a_code(String planted) {
        for (int field : List.of(0, 7, 9, 10, 11)) {
            List<String> values = new ArrayList<>(FIT);
            values.set(field, planted);
            assertThatThrownBy(() -> event(values))
                    .isInstanceOf(IllegalArgumentException.class)
                    .message()
                    .doesNotContain(planted);
        }
    }

    private static Event event(List<String> texts) {
        return Event.of(
                        Verb.DISCLOSED,
                        Instant.parse("2026-03-02T12:30:00Z"),
                        texts.get(0),
                        new AgencyId("nps-north-east"))
                .actor(texts.get(1))
                .role(texts.get(2))
                .recipient(new AgencyId("northshire-police"))
                .disclosure(UUID.fromString("0195a1b2-0000-7000-8000-000000000002"))
                .delivery(UUID.fromString("0195a1b2-0000-7000-8000-000000000003"))
                .kind(texts.get(3))
                .basis(texts.get(4), texts.get(5), List.of(texts.get(6)))
                .decision(UUID.fromString("6b0d7c1e-58a2-4f1f-9a39-0a2f62f6a113"))
                .configuration(texts.get(7))
                .clauses(List.of(texts.get(8)))
                .original(texts.get(9))
                .released(texts.get(10))
                .subjects(List.of(texts.get(11)));
    }

    private static Event least() {
        return Event.of(
                        Verb.REFUSED,
                        Instant.parse("2026-03-02T12:30:00Z"),
                        "admit.replayed",
                        new AgencyId("northshire-police"))
                .clauses(List.of())
                .subjects(List.of());
    }
}
