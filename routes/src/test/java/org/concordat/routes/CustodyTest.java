package org.concordat.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.concordat.routes.Northshire.CHILDREN;
import static org.concordat.routes.Northshire.POLICE;
import static org.concordat.routes.Northshire.PROBATION;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.concordat.protection.decision.ClauseId;
import org.concordat.protection.decision.Decision;
import org.concordat.protection.decision.Item;
import org.concordat.protection.envelope.Opener;
import org.concordat.protection.mapping.LocalFormat;
import org.concordat.protection.mapping.Mapping;
import org.concordat.protection.mapping.MappingFailed;
import org.concordat.routes.connector.Payload;
import org.concordat.routes.delivery.Pushes;
import org.concordat.routes.hop.DeliveryState;
import org.concordat.schemas.label.Category;
import org.concordat.schemas.terminology.AgencyId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who can open what is stored for an agency: only it, or its own connector with a key that opens nobody else's. */
class CustodyTest extends AtNorthshire {
    private static final String CANARY = "Fictional";

    private Pushes pushes;

    @BeforeEach
    void children_map_and_police_do_not() throws Exception {
        northshire.register(POLICE, "rest", Keys.of(POLICE.value()));
        northshire.keep(
                CHILDREN,
                mapping("{\"family\": \"{//d:Subject/d:Name/d:Family}\", \"sections\": \"{count(//d:Section)}\"}"),
                Keys.of("children in custody"));
        pushes = northshire.pushes();
    }

    @Test
    void the_local_format_is_carried_to_whom_the_gateway_maps_for_and_the_sealed_copy_to_everybody_else()
            throws Exception {
        northshire.submit(PROBATION, northshire.request());
        pushes.round();
        Payload mapped = carried(CHILDREN);
        assertThat(mapped.mediaType()).isEqualTo("application/json");
        assertThat(text(mapped)).contains("\"family\":\"" + CANARY);
        assertThat(carried(POLICE).mediaType()).isEqualTo(Payload.SEALED);
        assertThat(text(carried(POLICE))).doesNotContain(CANARY);
    }

    @Test
    void a_mapping_sees_what_was_released_and_no_more() throws Exception {
        northshire.rules = new Northshire.Bent(question -> new Decision.Permit(
                List.of(new ClauseId("test@1/some")),
                question.items().stream()
                        .filter(item -> item.label().category() != Category.IDENTITY)
                        .map(Item::part)
                        .collect(Collectors.toSet()),
                List.of(),
                List.of()));
        byte[] document = northshire.request();
        long all = Northshire.parsed(document).sections().size();
        northshire.submit(PROBATION, document);
        pushes.round();
        assertThat(text(carried(CHILDREN))).doesNotContain("\"sections\":" + all);
    }

    @Test
    void what_is_stored_for_it_opens_with_its_key_and_no_other() throws Exception {
        northshire.submit(PROBATION, northshire.request());
        northshire.custody.put(CHILDREN, new Opener(Keys.of(POLICE.value()).encryptions()));
        pushes.round();
        assertThat(northshire.partner.carried.keySet()).isEqualTo(Set.of(POLICE));
        assertThat(northshire.counts.told).contains("refused recheck.key-missing");

        northshire.custody.put(
                CHILDREN, new Opener(Keys.of("children in custody").encryptions()));
        later();
        assertThat(text(carried(CHILDREN))).contains(CANARY);
    }

    @Test
    void without_its_key_nothing_leaves_and_nothing_is_lost() throws Exception {
        Opener kept = northshire.custody.remove(CHILDREN);
        northshire.submit(PROBATION, northshire.request());
        for (int i = 0; i < 6; i++) {
            later();
        }
        assertThat(northshire.partner.carried.keySet()).isEqualTo(Set.of(POLICE));
        assertThat(northshire.counts.told).doesNotContain("suspended " + CHILDREN);
        northshire.custody.put(CHILDREN, kept);
        later();
        assertThat(northshire.partner.carried).containsKey(CHILDREN);
    }

    @Test
    void a_key_that_was_taken_away_opens_nothing_any_more() throws Exception {
        northshire.submit(PROBATION, northshire.request());
        pushes.round();
        carried(CHILDREN);
        northshire.partner.carried.clear();

        northshire.custody.remove(CHILDREN);
        northshire.submit(PROBATION, northshire.request());
        later();
        assertThat(northshire.partner.carried.keySet()).isEqualTo(Set.of(POLICE));
        assertThat(northshire.counts.told).contains("refused recheck.key-missing");
    }

    @Test
    void a_mapping_that_fails_hands_nothing_over_and_is_tried_again() throws Exception {
        northshire.keep(
                CHILDREN,
                mapping("{\"crn\": \"{xs:integer(string(//d:Subject/d:Name/d:Family))}\"}"),
                Keys.of("children in custody"));
        northshire.submit(PROBATION, northshire.request());
        pushes.round();
        assertThat(northshire.partner.carried).doesNotContainKey(CHILDREN);
        assertThat(northshire.counts.told).contains("refused recheck.mapping-failed");
        assertThat(northshire.stores.only(CHILDREN).state)
                .as("nothing is released that cannot leave")
                .isEqualTo(DeliveryState.QUEUED);

        northshire.keep(CHILDREN, mapping("{\"ok\": true}"), Keys.of("children in custody"));
        later();
        assertThat(text(carried(CHILDREN))).isEqualTo("{\"ok\":true}");
        assertThat(northshire.partner.taken).doesNotHaveDuplicates();
    }

    private void later() {
        northshire.clock.moveTo(northshire.clock.instant().plusSeconds(660).toString());
        pushes.round();
    }

    private Payload carried(AgencyId agency) {
        assertThat(northshire.partner.carried).containsKey(agency);
        return northshire.partner.carried.get(agency);
    }

    private static Mapping mapping(String template) throws MappingFailed {
        return Mapping.of("case", "mapping.json", template.getBytes(StandardCharsets.UTF_8), LocalFormat.JSON, false);
    }

    private static String text(Payload payload) {
        return new String(payload.toByteArray(), StandardCharsets.ISO_8859_1);
    }
}
