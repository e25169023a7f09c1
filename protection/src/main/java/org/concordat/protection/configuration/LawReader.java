package org.concordat.protection.configuration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.concordat.protection.agreement.Conditions;
import org.concordat.protection.agreement.Law;
import org.concordat.protection.agreement.Never;
import org.concordat.protection.agreement.Shape;
import org.concordat.protection.agreement.Statute;
import org.concordat.protection.agreement.Vocabulary;
import org.concordat.protection.json.TermJson;
import org.concordat.schemas.terminology.Coded;
import org.concordat.schemas.terminology.Power;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** Reads what stands for everyone: vocabulary, powers, conditions and floor, as they are shipped. Their form was checked. */
record LawReader(Terms terms) {
    private static final JsonMapper JSON = TermJson.in(JsonMapper.builder())
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .build();

    static Law read(Located vocabulary, Located powers, Located conditions, Located floor, Findings findings) {
        Vocabulary words = JSON.treeToValue(vocabulary.json(), Vocabulary.class);
        LawReader reader = new LawReader(new Terms(words, findings));
        reader.checkNames(vocabulary);
        return new Law(
                words,
                reader.powers(powers),
                JSON.treeToValue(conditions.json(), Conditions.class),
                reader.floor(floor));
    }

    /** What the vocabulary says of its own words. */
    private void checkNames(Located vocabulary) {
        vocabulary
                .get("kinds")
                .fields()
                .forEach((name, kind) -> terms.named(kind.get("bodies"), terms.bodies, "kind " + name));
        Located overrides = vocabulary.get("overrides");
        for (String list : List.of("proposed-by", "authorised-by", "floor-lifted-by")) {
            terms.named(overrides.get(list), terms.roles, "the list of overrides");
        }
    }

    private Map<Power, Statute> powers(Located file) {
        Known<String> bodies = Known.of(
                "body",
                Stream.of(terms.bodies, terms.agencyKinds)
                        .flatMap(known -> known.all().stream())
                        .toList());
        Map<Power, Statute> powers = new LinkedHashMap<>();
        file.get("powers").fields().forEach((name, power) -> {
            Power code = new Power(name);
            String subject = "power " + code;
            List<Shape> covers = new ArrayList<>();
            for (Located shape : power.get("covers").items()) {
                boolean bothWays = shape.find("between").isPresent();
                covers.add(new Shape(
                        terms.named(shape.get(bothWays ? "between" : "from"), bodies, subject),
                        terms.named(shape.get(bothWays ? "and" : "to"), bodies, subject),
                        bothWays));
            }
            Located inForce = power.get("in-force");
            powers.put(
                    code,
                    new Statute(
                            code,
                            power.get("statute").text() + " "
                                    + power.get("section").text(),
                            one(Statute.Is.values(), power.get("is")),
                            covers,
                            terms.allOr("all", power.get("purposes"), terms.purposes, subject),
                            inForce.isText("not-known") ? Optional.empty() : terms.period(inForce),
                            power.get("verified").isText("true")));
        });
        return powers;
    }

    private List<Never> floor(Located file) {
        List<Never> floor = new ArrayList<>();
        file.get("floor").fields().forEach((id, rule) -> {
            String subject = "floor rule " + id;
            Located never = rule.get("never");
            Located to = never.get("to");
            Optional<Located> unless = rule.find("unless");
            floor.add(new Never(
                    id,
                    terms.allOr("everything", never.get("category"), Terms.CATEGORIES, subject),
                    limitedTo(never.find("subject"), Terms.SUBJECTS, subject),
                    limitedTo(never.find("nature"), Terms.NATURES, subject),
                    limitedTo(to.find("kind"), terms.agencyKinds, subject),
                    limitedTo(to.find("role"), terms.roles, subject),
                    anyOf(to.find("holding-case-of"), Terms.SUBJECTS, subject),
                    anyOf(unless.flatMap(u -> u.find("role")), terms.roles, subject),
                    unless.flatMap(u -> u.find("form")).isPresent(),
                    one(Never.LiftedBy.values(), rule.get("lifted-by")),
                    rule.get("because").text()));
        });
        return floor;
    }

    private <T> Set<T> limitedTo(Optional<Located> names, Known<T> known, String subject) {
        return names.map(some -> terms.named(some, known, subject)).orElseGet(known::all);
    }

    private <T> Set<T> anyOf(Optional<Located> names, Known<T> known, String subject) {
        return names.map(some -> terms.named(some, known, subject)).orElse(Set.of());
    }

    private static <T extends Coded> T one(T[] words, Located name) {
        return Coded.of(words, name.text());
    }
}
