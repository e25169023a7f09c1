package org.concordat.protection.configuration;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.concordat.protection.agreement.Conditions;
import org.concordat.protection.agreement.Conditions.Definition;
import org.concordat.protection.agreement.Conditions.Regime;
import org.concordat.protection.agreement.Conditions.Serves;
import org.concordat.protection.agreement.Law;
import org.concordat.protection.agreement.Never;
import org.concordat.protection.agreement.Shape;
import org.concordat.protection.agreement.Statute;
import org.concordat.protection.agreement.Vocabulary;
import org.concordat.protection.agreement.Vocabulary.AgencyKind;
import org.concordat.protection.agreement.Vocabulary.Body;
import org.concordat.protection.agreement.Vocabulary.Overriding;
import org.concordat.protection.agreement.Vocabulary.PurposeTerm;
import org.concordat.schemas.label.Category;
import org.concordat.schemas.label.Nature;
import org.concordat.schemas.label.SubjectCategory;
import org.concordat.schemas.terminology.Condition;
import org.concordat.schemas.terminology.Power;
import org.concordat.schemas.terminology.Purpose;
import org.concordat.schemas.terminology.Role;

/** Reads what stands for everyone: vocabulary, powers, conditions and floor. */
final class LawReader {
    private final Terms terms;
    private final Findings findings;

    LawReader(Terms terms, Findings findings) {
        this.terms = terms;
        this.findings = findings;
    }

    Law read(Located vocabulary, Located powers, Located conditions, Located floor) {
        Vocabulary words = vocabulary(vocabulary);
        return new Law(words, powers(powers, words), conditions(conditions), floor(floor, words));
    }

    private Vocabulary vocabulary(Located file) {
        Map<String, Body> bodies = new HashMap<>();
        file.get("bodies")
                .fields()
                .forEach((name, body) -> bodies.put(
                        name,
                        new Body(
                                body.get("words").text(),
                                body.get("extends-to-contractors").isTrue())));
        Known knownBodies = new Known("body", bodies.keySet());
        Map<String, AgencyKind> kinds = new HashMap<>();
        file.get("kinds")
                .fields()
                .forEach((name, kind) -> kinds.put(
                        name,
                        new AgencyKind(
                                kind.get("words").text(),
                                terms.named(kind.get("bodies"), knownBodies, Function.identity(), "kind " + name))));
        Map<Role, String> roles = new HashMap<>();
        file.get("roles").fields().forEach((name, words) -> roles.put(new Role(name), words.text()));
        Map<Purpose, PurposeTerm> purposes = new HashMap<>();
        file.get("purposes")
                .fields()
                .forEach((name, purpose) -> terms.period(purpose.get("in-force"))
                        .ifPresent(inForce -> purposes.put(
                                new Purpose(name),
                                new PurposeTerm(
                                        purpose.get("words").text(),
                                        purpose.get("law-enforcement").isTrue(),
                                        inForce))));
        Map<Category, String> categories = new EnumMap<>(Category.class);
        file.get("categories")
                .fields()
                .forEach((name, words) -> Category.ofCode(name)
                        .ifPresentOrElse(
                                category -> categories.put(category, words.text()),
                                () -> findings.add(words, "'" + name + "' is no category")));
        return new Vocabulary(kinds, bodies, roles, purposes, categories, overriding(file.get("overrides"), roles));
    }

    private Overriding overriding(Located file, Map<Role, String> words) {
        Known known = Known.of("role", words.keySet(), Role::value);
        Map<String, Overriding.Reason> reasons = new HashMap<>();
        file.get("reasons")
                .fields()
                .forEach((code, reason) -> reasons.put(
                        code,
                        new Overriding.Reason(
                                reason.get("words").text(), reason.get("vital").isTrue())));
        return new Overriding(
                reasons,
                terms.named(file.get("proposed-by"), known, Role::new, "the list of overrides"),
                terms.named(file.get("authorised-by"), known, Role::new, "the list of overrides"),
                terms.named(file.get("floor-lifted-by"), known, Role::new, "the list of overrides"),
                Duration.parse(file.get("confirm-within").text()),
                Duration.parse(file.get("at-most").text()));
    }

    private Map<Power, Statute> powers(Located file, Vocabulary vocabulary) {
        Known bodies = new Known(
                "body",
                Stream.concat(vocabulary.bodies().keySet().stream(), vocabulary.kinds().keySet().stream())
                        .toList());
        Known purposes = Known.of("purpose", vocabulary.purposes().keySet(), Purpose::value);
        Map<Power, Statute> powers = new LinkedHashMap<>();
        for (Located power : file.get("powers").items()) {
            Power code = new Power(power.get("code").text());
            String subject = "power " + code;
            List<Shape> covers = new ArrayList<>();
            for (Located shape : power.get("covers").items()) {
                boolean bothWays = shape.find("between").isPresent();
                covers.add(new Shape(
                        terms.named(shape.get(bothWays ? "between" : "from"), bodies, Function.identity(), subject),
                        terms.named(shape.get(bothWays ? "and" : "to"), bodies, Function.identity(), subject),
                        bothWays));
            }
            Set<Purpose> reliedOnFor = Terms.allOr(
                    power.get("purposes"),
                    "all",
                    vocabulary.purposes().keySet(),
                    some -> terms.named(some, purposes, Purpose::new, subject));
            Statute statute = new Statute(
                    code,
                    power.get("statute").text() + " " + power.get("section").text(),
                    Statute.Is.valueOf(constant(power.get("is"))),
                    covers,
                    reliedOnFor,
                    power.get("in-force").isText("not-known") ? Optional.empty() : terms.period(power.get("in-force")),
                    power.get("verified").isTrue());
            if (powers.put(code, statute) != null) {
                findings.add(power, subject + " is there twice");
            }
        }
        return powers;
    }

    private Conditions conditions(Located file) {
        Map<Condition, Definition> list = new LinkedHashMap<>();
        for (Located condition : file.get("conditions").items()) {
            Condition code = new Condition(condition.get("code").text());
            Definition definition = new Definition(
                    code,
                    condition.get("name").text(),
                    Regime.valueOf(constant(condition.get("regime"))),
                    Serves.valueOf(constant(condition.get("serves"))));
            if (list.put(code, definition) != null) {
                findings.add(condition, "condition " + code + " is there twice");
            }
        }
        return new Conditions(
                list,
                terms.categories(file.get("sensitive"), "the list of sensitive categories"),
                terms.categories(file.get("criminal"), "the list of criminal categories"));
    }

    private List<Never> floor(Located file, Vocabulary vocabulary) {
        Known kinds = new Known("kind of agency", vocabulary.kinds().keySet());
        Known roles = Known.of("role", vocabulary.roles().keySet(), Role::value);
        Map<String, Never> floor = new LinkedHashMap<>();
        for (Located rule : file.get("floor").items()) {
            String id = rule.get("id").text();
            String subject = "floor rule " + id;
            Located never = rule.get("never");
            Located to = never.get("to");
            Optional<Located> unless = rule.find("unless");
            Never read = new Never(
                    id,
                    Terms.allOr(
                            never.get("category"),
                            "everything",
                            List.of(Category.values()),
                            some -> terms.categories(some, subject)),
                    never.find("subject")
                            .map(some -> terms.subjects(some, subject))
                            .orElse(Set.of(SubjectCategory.values())),
                    never.find("nature")
                            .map(some -> terms.natures(some, subject))
                            .orElse(Set.of(Nature.values())),
                    to.find("kind")
                            .map(some -> terms.named(some, kinds, Function.identity(), subject))
                            .orElse(vocabulary.kinds().keySet()),
                    to.find("role")
                            .map(some -> terms.named(some, roles, Role::new, subject))
                            .orElse(vocabulary.roles().keySet()),
                    to.find("holding-case-of")
                            .map(some -> terms.subjects(some, subject))
                            .orElse(Set.of()),
                    unless.flatMap(u -> u.find("role"))
                            .map(some -> terms.named(some, roles, Role::new, subject))
                            .orElse(Set.of()),
                    unless.flatMap(u -> u.find("form")).isPresent(),
                    Never.LiftedBy.valueOf(constant(rule.get("lifted-by"))),
                    rule.get("because").text());
            if (floor.put(id, read) != null) {
                findings.add(rule, subject + " is there twice");
            }
        }
        return List.copyOf(floor.values());
    }

    static String constant(Located code) {
        return code.text().toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
