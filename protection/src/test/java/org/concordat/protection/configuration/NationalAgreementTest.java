package org.concordat.protection.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.concordat.protection.agreement.Law;
import org.concordat.schemas.label.Category;
import org.concordat.schemas.terminology.Coded;
import org.concordat.schemas.terminology.Condition;
import org.concordat.schemas.terminology.Power;
import org.concordat.schemas.terminology.Purpose;
import org.junit.jupiter.api.Test;

/** The shipped agreement is held to what local ones are held to, between all kinds of agency. */
class NationalAgreementTest {
    private final Findings findings = new Findings();
    private final Law law =
            LawReader.read(shipped("vocabulary"), shipped("powers"), shipped("conditions"), shipped("floor"), findings);

    @Test
    void each_end_has_the_conditions_that_its_data_and_its_regime_want() {
        for (Located clause : shipped("agreement").get("share").items()) {
            Set<Category> categories = new HashSet<>();
            clause.get("categories")
                    .fields()
                    .keySet()
                    .forEach(code -> Coded.find(Category.values(), code).ifPresent(categories::add));
            for (Located purpose : clause.get("purposes").items()) {
                for (String end : Set.of("sender", "recipient")) {
                    String ends = end.equals("sender") ? "from" : "to";
                    for (Located kind : clause.get(ends).get("kind").items()) {
                        assertThat(law.conditions()
                                        .lacking(
                                                stated(clause.get("conditions").get(end), kind.text()),
                                                law.vocabulary()
                                                        .regime(
                                                                law.vocabulary()
                                                                        .kinds()
                                                                        .get(kind.text())
                                                                        .bodies(),
                                                                new Purpose(purpose.text())),
                                                categories))
                                .as("%s, %s, %s, %s", clause.get("id").text(), end, kind.text(), purpose.text())
                                .isEmpty();
                    }
                }
            }
        }
    }

    @Test
    void each_power_is_in_force_and_serves_one_of_the_purposes() {
        for (Located clause : shipped("agreement").get("share").items()) {
            Set<Purpose> purposes = new HashSet<>();
            clause.get("purposes").items().forEach(purpose -> purposes.add(new Purpose(purpose.text())));
            for (Located power : clause.get("powers").items()) {
                assertThat(law.powers().get(new Power(power.text()))).satisfies(statute -> {
                    assertThat(statute.inForce()).isPresent();
                    assertThat(statute.purposes()).containsAnyElementsOf(purposes);
                });
            }
        }
    }

    @Test
    void what_rests_on_no_statute_lets_nothing_go_without_two_persons() {
        for (Located clause : shipped("agreement").get("share").items()) {
            if (clause.get("powers").items().stream().anyMatch(power -> power.isText("COMMON_LAW_PI"))) {
                assertThat(clause.get("consent").text()).isEqualTo("override");
            }
        }
    }

    private static Set<Condition> stated(Located conditions, String kind) {
        Set<Condition> stated = new HashSet<>();
        Located ofKind = conditions instanceof Located.Sequence
                ? conditions
                : conditions.fields().getOrDefault(kind, new Located.Sequence("", 1, List.of()));
        ofKind.items().forEach(code -> stated.add(new Condition(code.text())));
        return stated;
    }

    private Located shipped(String name) {
        return new YamlReader(findings)
                .read(name, Shipped.bytes("national/" + name + ".yaml"))
                .orElseThrow();
    }
}
