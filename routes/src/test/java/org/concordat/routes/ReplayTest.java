package org.concordat.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static org.concordat.routes.Northshire.CHILDREN;
import static org.concordat.routes.Northshire.POLICE;
import static org.concordat.routes.Northshire.PROBATION;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.concordat.protection.agency.RegisteredAgencies;
import org.concordat.protection.bundle.Bundle;
import org.concordat.protection.configuration.Configuration;
import org.concordat.protection.envelope.Opener;
import org.concordat.protection.ledger.Event;
import org.concordat.protection.ledger.Verb;
import org.concordat.protection.mapping.LocalFormat;
import org.concordat.protection.mapping.Mapping;
import org.concordat.protection.mapping.Shape;
import org.concordat.protection.mapping.Trial.Answer;
import org.concordat.routes.bundle.Replay;
import org.concordat.routes.bundle.Replayed;
import org.concordat.routes.bundle.Replayed.Group;
import org.concordat.routes.hop.HopRefused;
import org.concordat.schemas.disclosure.Header;
import org.concordat.schemas.terminology.AgencyId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was delivered of late is tried with other mappings, and none of them sees a word of it. */
class ReplayTest extends AtNorthshire {
    private static final String TODAY =
            "{\"family\": \"{string((//d:Family)[1])}\", \"kind\": \"{string(//d:Header/@kind)}\"}";
    private static final Duration DAY = Duration.ofDays(1);

    private static final String SAMPLE = "mappings/case/sample.xml";
    private static final String REFERRER = """
            <Section id="referrer" about="defendant" nature="fact" provenance="agency-record" recorded="2026-03-02T11:05:00Z">
              <s:ReferrerDetails>
                <s:Capacity>neighbour</s:Capacity>
                <s:ReferredOn>2026-02-01</s:ReferredOn>
                <s:WishesAnonymity>true</s:WishesAnonymity>
              </s:ReferrerDetails>
            </Section>
            """;
    private static final String EACH_SECTION =
            "{\"sections\": [{\"$each\": \"//d:Section/*[local-name() = '%s']\", \"is\": \"there\"}]}";

    private Replay replay;
    private AgencyId mapped = CHILDREN;
    private String sample;

    @BeforeEach
    void children_map() throws Exception {
        sample = Northshire.draft("request.xml");
        northshire.keep(CHILDREN, mapping(TODAY), Keys.of("children in custody"));
        replay = new Replay(
                northshire.protection,
                northshire.stores.stores().deliveries(),
                northshire.stores.stores().refusals(),
                Duration.ofMinutes(1));
        northshire.submit(PROBATION, northshire.request());
        northshire.submit(PROBATION, northshire.request());
    }

    @Test
    void what_is_the_same_is_said_of_all_of_it_at_once() throws Exception {
        Replayed replayed = replayed(TODAY + " ");
        assertThat(replayed.more()).isFalse();
        assertThat(replayed.since()).isEqualTo(northshire.clock.instant().minus(DAY));
        assertThat(replayed.groups()).singleElement().satisfies(group -> {
            assertThat(group.agency()).isEqualTo(CHILDREN);
            assertThat(group.deliveries()).isEqualTo(2);
            assertThat(group.trial().answer()).isEqualTo(Answer.SAME);
        });
    }

    @Test
    void what_is_different_is_told_by_its_place() throws Exception {
        Group group = only(
                replayed("{\"surname\": \"{string((//d:Family)[1])}\", \"kind\": \"{string(//d:Header/@kind)}\"}"));
        assertThat(group.trial().answer()).isEqualTo(Answer.DIFFERENT);
        assertThat(group.trial().places()).containsExactly("vanishes /family", "appears /surname");
    }

    @Test
    void no_mapping_that_is_tried_sees_a_value() throws Exception {
        String spy =
                "[{\"$each\": \"//d:Family[. != 'Name'] | //d:BirthDate[. != '2000-01-01']\", \"saw\": \"{string(.)}\"}]";
        assertThat(only(replayed("{\"spy\": " + spy + "}")).trial().places())
                .containsExactly("vanishes /family", "vanishes /kind", "appears /spy");
    }

    @Test
    void the_shape_of_a_released_copy_keeps_to_the_schema() throws Exception {
        var row = northshire.stores.only(CHILDREN);
        byte[] shape = northshire.protection.custody().shape(row.parcel.content(), CHILDREN, new Shape());
        assertThat(Northshire.parsed(shape).sections()).isNotEmpty();
        assertThat(Northshire.parsed(shape).release()).isPresent();
    }

    @Test
    void what_fails_is_told_with_its_line() throws Exception {
        Group group = only(replayed("{\"crn\": \"{xs:integer(string((//d:Family)[1]))}\"}"));
        assertThat(group.trial().answer()).isEqualTo(Answer.FAILS);
        assertThat(group.trial().because()).startsWith("line 1: ");
    }

    @Test
    void what_cannot_be_opened_is_not_tried_and_says_why() throws Exception {
        northshire.custody.put(CHILDREN, new Opener(Keys.of("northshire-police").encryptions()));
        Group group = only(replayed("{}"));
        assertThat(group.trial().answer()).isEqualTo(Answer.NOT_TRIED);
        assertThat(group.trial().because()).contains("does not open with the key");
    }

    @Test
    void without_a_mapping_today_or_tomorrow_nothing_is_opened() throws Exception {
        assertThat(only(asked(tomorrow(Optional.empty()))).trial().because())
                .isEqualTo("the agency has no mapping any more: it alone opens what is kept for it");
        northshire.alter(CHILDREN, Registered::unmapped);
        assertThat(only(replayed("{}")).trial().because())
                .isEqualTo("the agency has no mapping so far: it alone opens what is kept for it");
    }

    @Test
    void what_has_a_section_that_nobody_may_be_told_of_is_told_by_nothing_but_its_number() throws Exception {
        probationMapsInsteadOfChildren();
        northshire.submit(POLICE, answer(""));
        for (String section : List.of("CheckOutcome", "ReferrerDetails")) {
            String template = EACH_SECTION.formatted(section);
            Group before = only(replayed(template));
            assertThat(before.trial().places().contains("appears /sections[]/is"))
                    .as("%s %s", section, before.trial().places())
                    .isEqualTo(section.equals("CheckOutcome"));
            northshire.submit(POLICE, answer(REFERRER));
            Group after = only(replayed(template));
            assertThat(after.deliveries()).isEqualTo(before.deliveries() + 1);
            assertThat(after.trial()).isEqualTo(before.trial());
        }
    }

    @Test
    void where_all_have_such_a_section_the_answer_is_the_samples() throws Exception {
        probationMapsInsteadOfChildren();
        northshire.submit(POLICE, answer(REFERRER));
        Group group = only(replayed(EACH_SECTION.formatted("OtherAddress")));
        assertThat(group.trial().answer()).isEqualTo(Answer.DIFFERENT);
        assertThat(group.trial().places())
                .as("the sample has an address, and what was sent has none")
                .contains("appears /sections[]/is");
    }

    @Test
    void a_sample_with_such_a_section_is_no_cover_so_nothing_is_tried() throws Exception {
        sample = Northshire.draft("answer.xml").replace("</Disclosure>", REFERRER + "</Disclosure>");
        Group group = only(replayed(EACH_SECTION.formatted("CheckOutcome")));
        assertThat(group.trial().answer()).isEqualTo(Answer.NOT_TRIED);
        assertThat(group.trial().because()).startsWith("the mapping's own sample has a section");
    }

    @Test
    void what_was_committed_before_is_not_looked_at_nor_an_agency_whose_mapping_stays() throws Exception {
        assertThat(asked(northshire.protection.configuration()).groups()).isEmpty();
        northshire.clock.moveTo(
                northshire.clock.instant().plus(DAY).plusSeconds(1).toString());
        assertThat(replayed("{}").groups()).isEmpty();
    }

    @Test
    void it_writes_nothing_but_that_it_was_asked() throws Exception {
        int entries = northshire.stores.entries.size();
        replayed("{}");
        assertThat(northshire.stores.entries).hasSize(entries + 1);
        assertThat(northshire.stores.entries.get(entries).says("code")).contains("mapping.replayed");
    }

    @Test
    void what_is_asked_beside_another_is_refused_and_not_entered_as_made() throws Exception {
        Endless endless = new Endless();
        int entries = northshire.stores.entries.size();
        CompletableFuture<Replayed> first = CompletableFuture.supplyAsync(() -> {
            try {
                return asked(tomorrow(Optional.of(endless)));
            } catch (HopRefused e) {
                throw new IllegalStateException(e);
            }
        });
        endless.begun.await();
        assertThat(catchThrowableOfType(HopRefused.class, () -> replayed("{}")).code())
                .isEqualTo("replay.busy");
        assertThat(northshire.stores.entries).hasSize(entries + 1);
        endless.end.countDown();
        assertThat(first.get(10, TimeUnit.SECONDS).groups()).hasSize(1);
        assertThat(replayed("{}").groups()).hasSize(1);
    }

    @Test
    void a_mapping_that_comes_to_no_end_is_given_up_and_the_next_replay_begins() throws Exception {
        Duration moment = Duration.ofMillis(500);
        replay = new Replay(
                northshire.protection,
                northshire.stores.stores().deliveries(),
                northshire.stores.stores().refusals(),
                moment);
        Endless endless = new Endless();
        for (int given = 0; given < 2; given++) {
            Replayed givenUp = asked(tomorrow(Optional.of(endless)));
            assertThat(givenUp.more()).isTrue();
            assertThat(only(givenUp).deliveries())
                    .as("how far it came would tell")
                    .isEqualTo(2);
            assertThat(only(givenUp).trial().answer()).isEqualTo(Answer.FAILS);
            assertThat(only(givenUp).trial().because()).contains("came to no end");
        }
        assertThat(catchThrowableOfType(HopRefused.class, () -> replayed("{}")).code())
                .as("no more processors are given to what never ends")
                .isEqualTo("replay.busy");
        endless.end.countDown();
        await().ignoreExceptions()
                .untilAsserted(() -> assertThat(replayed("{}").groups()).hasSize(1));
    }

    /** A mapping that comes to no end while the test does not let it. */
    private static final class Endless implements Mapping {
        final CountDownLatch begun = new CountDownLatch(1);
        final CountDownLatch end = new CountDownLatch(1);

        @Override
        public String name() {
            return "case";
        }

        @Override
        public LocalFormat format() {
            return LocalFormat.JSON;
        }

        @Override
        public byte[] apply(byte[] record) {
            begun.countDown();
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return "{}".getBytes(StandardCharsets.UTF_8);
        }
    }

    private void probationMapsInsteadOfChildren() throws Exception {
        mapped = PROBATION;
        northshire.alter(CHILDREN, Registered::unmapped);
        northshire.keep(PROBATION, mapping(TODAY), Keys.of(PROBATION.value()));
    }

    /** What police send to probation, with one section more. */
    private byte[] answer(String section) throws Exception {
        byte[] asked = northshire.request();
        northshire.submit(PROBATION, asked);
        Header request = Northshire.parsed(asked).header();
        return northshire.sign(
                Northshire.draft("answer.xml")
                        .replace("CONVERSATION", request.conversation().id().toString())
                        .replace("REQUEST", request.id().toString())
                        .replace("RECIPIENT", PROBATION.value())
                        .replace("</Disclosure>", section + "</Disclosure>"),
                Keys.of(POLICE.value()).signing());
    }

    private Replayed replayed(String template) throws Exception {
        return asked(tomorrow(Optional.of(mapping(template))));
    }

    private Replayed asked(Configuration tomorrow) throws HopRefused {
        Event asked = Event.of(Verb.CONSULTED, northshire.clock.instant(), "mapping.replayed", POLICE);
        return replay.of(tomorrow, northshire.protection.entry(asked));
    }

    /** The configuration in force, but for one agency's mapping. */
    private Configuration tomorrow(Optional<Mapping> mapping) {
        Configuration today = northshire.protection.configuration();
        var agencies = new RegisteredAgencies(today.agencies().all().stream()
                .map(agency -> !agency.id().equals(mapped)
                        ? agency
                        : mapping.map(Registered.like(agency)::mapping)
                                .orElseGet(() -> Registered.like(agency).unmapped())
                                .agency())
                .toList());
        Bundle files = new Bundle(
                Map.of("mappings/case/mapping.json", new byte[] {1}, SAMPLE, sample.getBytes(StandardCharsets.UTF_8)));
        return new Configuration(
                agencies,
                today.vocabulary(),
                today.rules(),
                today.explainer(),
                today.digest(),
                new Configuration.Written(List.of(), List.of(), files));
    }

    private static Group only(Replayed replayed) {
        assertThat(replayed.groups()).hasSize(1);
        return replayed.groups().get(0);
    }

    private static Mapping mapping(String template) throws Exception {
        return Mapping.of("case", "mapping.json", template.getBytes(StandardCharsets.UTF_8), LocalFormat.JSON, false);
    }
}
