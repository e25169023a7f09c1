package org.concordat.protection.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.concordat.protection.agency.Agencies;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.agreement.Conditions;
import org.concordat.protection.agreement.Law;
import org.concordat.protection.agreement.Vocabulary;
import org.concordat.protection.configuration.Configuration;
import org.concordat.protection.configuration.Northshire;
import org.concordat.protection.decision.Decision.Permit;
import org.concordat.protection.decision.Decision.Reason;
import org.concordat.protection.decision.Decision.Refuse;
import org.concordat.schemas.disclosure.PartId;
import org.concordat.schemas.label.Category;
import org.concordat.schemas.label.Label;
import org.concordat.schemas.label.Nature;
import org.concordat.schemas.label.Provenance;
import org.concordat.schemas.label.SubjectCategory;
import org.concordat.schemas.terminology.AgencyId;
import org.junit.jupiter.api.Test;

/** What holds of every question, beside the cases. */
class RulesTest {
    private static final Configuration NORTHSHIRE = Northshire.read();
    private static final Rules RULES = NORTHSHIRE.rules();
    private static final Item CALL_OUTS =
            Questions.item("call-outs", Category.SAFEGUARDING, SubjectCategory.ALLEGED_PERPETRATOR);
    private static final Item ADDRESS = Questions.item("address", Category.LOCATION_VICTIM, SubjectCategory.VICTIM);

    @Test
    void a_rule_that_fails_refuses() {
        Agencies failing = new Agencies() {
            @Override
            public Optional<Agency> find(AgencyId id) {
                throw new IllegalStateException("planted: Jane Doe");
            }

            @Override
            public List<Agency> all() {
                return List.of();
            }

            @Override
            public Optional<Agency> byTlsCertificate(X509Certificate certificate) {
                return Optional.empty();
            }

            @Override
            public Optional<Agency> byEnvelope(X509Certificate signer) {
                return Optional.empty();
            }
        };
        Rules rules = new RulesInForce(
                new Law(
                        new Vocabulary(
                                Map.of(),
                                Map.of(),
                                Map.of(),
                                Map.of(),
                                Map.of(),
                                new Vocabulary.Overriding(
                                        Map.of(), Set.of(), Set.of(), Set.of(), Duration.ZERO, Duration.ZERO)),
                        Map.of(),
                        new Conditions(Map.of(), Set.of(), Set.of()),
                        List.of()),
                failing,
                Northshire.KINDS,
                List.of(),
                "00");
        Refuse refused = refused(rules.decide(Questions.policeAnswer(CALL_OUTS)));
        assertThat(refused.reason()).isEqualTo(Reason.CLAUSE_FAILED);
        assertThat(refused.because()).doesNotContain("Jane");
    }

    @Test
    void sections_that_share_an_id_refuse() {
        assertThat(refused(RULES.decide(Questions.policeAnswer(CALL_OUTS, CALL_OUTS)))
                        .reason())
                .isEqualTo(Reason.CLAUSE_FAILED);
    }

    @Test
    void a_sanitised_form_without_original_refuses() {
        Item orphan = Questions.sanitised("area", Category.LOCATION_VICTIM, SubjectCategory.VICTIM, ADDRESS);
        assertThat(refused(RULES.decide(Questions.policeAnswer(CALL_OUTS, orphan)))
                        .reason())
                .isEqualTo(Reason.CLAUSE_FAILED);
    }

    @Test
    void a_sanitised_form_of_itself_or_of_another_refuses() {
        Item area = Questions.sanitised("area", Category.LOCATION_VICTIM, SubjectCategory.VICTIM, ADDRESS);
        Item ofArea = Questions.sanitised("part", Category.IDENTITY, SubjectCategory.VICTIM, area);
        Item ofItself = Questions.sanitised("address", Category.IDENTITY, SubjectCategory.VICTIM, ADDRESS);
        assertThat(refused(RULES.decide(Questions.policeAnswer(ADDRESS, area, ofArea)))
                        .reason())
                .isEqualTo(Reason.CLAUSE_FAILED);
        assertThat(refused(RULES.decide(Questions.policeAnswer(ofItself))).reason())
                .isEqualTo(Reason.CLAUSE_FAILED);
    }

    @Test
    void a_sanitised_form_about_somebody_else_refuses() {
        Item hers = new Item(
                ADDRESS.part(), Optional.of(DecisionCase.part("her")), "address", ADDRESS.label(), Optional.empty());
        Item his = new Item(
                DecisionCase.part("area"),
                Optional.of(DecisionCase.part("him")),
                "area",
                ADDRESS.label(),
                Optional.of(hers.part()));
        assertThat(refused(RULES.decide(Questions.policeAnswer(CALL_OUTS, hers, his)))
                        .reason())
                .isEqualTo(Reason.CLAUSE_FAILED);
    }

    @Test
    void who_has_no_identifier_may_be_the_one_whose_case_the_team_holds() {
        Question known = DecisionCase.read(Path.of("src/test/resources/decisions/conflict/other-team.yaml"))
                .question();
        PartId address = DecisionCase.part("address");
        assertThat(((Permit) RULES.decide(known)).kept()).contains(address);
        Question unknown = new Question(
                known.kind(),
                known.from(),
                known.to(),
                known.purpose(),
                known.power(),
                known.conditions(),
                known.stated(),
                known.at(),
                known.people().stream()
                        .map(person -> new Person(person.part(), person.category(), List.of()))
                        .toList(),
                known.items(),
                known.circumstances());
        assertThat(((Permit) RULES.decide(unknown)).kept()).doesNotContain(address);
    }

    @Test
    void every_section_is_either_kept_or_withheld_and_none_by_what_is_beside_it() {
        long seed = 20_260_601L;
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            List<Item> items = someItems(random);
            Decision whole = RULES.decide(Questions.policeAnswer(items.toArray(Item[]::new)));
            if (whole instanceof Permit permit) {
                Set<PartId> withheld = new HashSet<>();
                permit.withheld().forEach(w -> withheld.add(w.part()));
                for (Item item : items) {
                    boolean kept = permit.kept().contains(item.part());
                    assertThat(kept).as("seed %s", seed).isNotEqualTo(withheld.contains(item.part()));
                    Decision alone = RULES.decide(Questions.policeAnswer(item));
                    assertThat(alone instanceof Permit).as("seed %s", seed).isEqualTo(kept);
                }
            }
        }
    }

    @Test
    void a_decision_takes_microseconds() {
        Random random = new Random(7);
        Question question = Questions.policeAnswer(someItems(random).toArray(Item[]::new));
        for (int i = 0; i < 20_000; i++) {
            RULES.decide(question);
        }
        long before = System.nanoTime();
        for (int i = 0; i < 10_000; i++) {
            RULES.decide(question);
        }
        long microseconds = (System.nanoTime() - before) / 10_000 / 1_000;
        assertThat(microseconds).isLessThan(500);
    }

    @Test
    void bytes_that_are_no_question_are_refused_without_being_quoted() {
        String[] broken = {"", "{", "[]", "{\"kind\":\"Jane Doe\"}", "{\"kind\":7}"};
        for (String text : broken) {
            assertThatThrownBy(() -> QuestionJson.read(text.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasNoCause()
                    .message()
                    .doesNotContain("Jane");
        }
    }

    private static List<Item> someItems(Random random) {
        List<Item> items = new ArrayList<>();
        int count = 1 + random.nextInt(12);
        for (int i = 0; i < count; i++) {
            items.add(new Item(
                    DecisionCase.part("part " + i),
                    Optional.empty(),
                    "Type",
                    new Label(
                            any(random, Category.values()),
                            any(random, SubjectCategory.values()),
                            any(random, Nature.values()),
                            any(random, Provenance.values())),
                    Optional.empty()));
        }
        return items;
    }

    private static <T> T any(Random random, T[] values) {
        return values[random.nextInt(values.length)];
    }

    private static Refuse refused(Decision decision) {
        assertThat(decision).isInstanceOf(Refuse.class);
        return (Refuse) decision;
    }
}
