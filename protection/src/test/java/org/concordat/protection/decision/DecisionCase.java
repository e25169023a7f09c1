package org.concordat.protection.decision;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.concordat.protection.agency.RoleQueue;
import org.concordat.schemas.disclosure.PartId;
import org.concordat.schemas.label.Category;
import org.concordat.schemas.label.Label;
import org.concordat.schemas.label.Nature;
import org.concordat.schemas.label.Provenance;
import org.concordat.schemas.label.SubjectCategory;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Coded;
import org.concordat.schemas.terminology.Condition;
import org.concordat.schemas.terminology.Kind;
import org.concordat.schemas.terminology.Power;
import org.concordat.schemas.terminology.Purpose;
import org.concordat.schemas.terminology.Role;
import org.concordat.schemas.terminology.TeamId;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** A case that a lawyer can read: who, to whom, what, why and when; and what is to be answered. */
record DecisionCase(String title, Question question, JsonNode expected) {
    private static final YAMLMapper YAML = new YAMLMapper();

    static DecisionCase read(Path file) {
        JsonNode json = YAML.readTree(file.toFile());
        Set<Condition> conditions = new HashSet<>();
        json.get("conditions").forEach(code -> conditions.add(new Condition(code.stringValue())));
        List<Item> items = new ArrayList<>();
        for (Map.Entry<String, JsonNode> section : json.get("sections").properties()) {
            items.add(item(section.getKey(), section.getValue()));
        }
        JsonNode to = json.get("to");
        Question question = new Question(
                new Kind(json.get("kind").stringValue()),
                new AgencyId(json.get("from").stringValue()),
                new RoleQueue(
                        new AgencyId(to.get("agency").stringValue()),
                        new TeamId(to.get("team").stringValue()),
                        new Role(to.get("role").stringValue())),
                new Purpose(json.get("purpose").stringValue()),
                new Power(json.get("power").stringValue()),
                conditions,
                new Question.Stated(
                        json.get("consent").stringValue(),
                        Optional.ofNullable(json.get("consent-ref")).map(OnRecord::id),
                        Optional.ofNullable(json.get("override-ref")).map(OnRecord::id)),
                Instant.parse(json.get("at").stringValue()),
                OnRecord.people(items),
                items,
                OnRecord.read(json.path("on-record")));
        return new DecisionCase(json.get("title").stringValue(), question, json);
    }

    private static Item item(String name, JsonNode section) {
        return new Item(
                part(name),
                Optional.of(part(section.get("about").stringValue())),
                name,
                new Label(
                        Coded.of(Category.values(), section.get("category").stringValue()),
                        Coded.find(
                                        SubjectCategory.values(),
                                        section.get("about").stringValue())
                                .orElseThrow(),
                        Coded.of(Nature.values(), section.get("nature").stringValue()),
                        Provenance.AGENCY_RECORD),
                Optional.ofNullable(section.get("sanitised-of")).map(of -> part(of.stringValue())));
    }

    static PartId part(String name) {
        return new PartId("_" + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
    }

    /** The sections expected to be kept, by name. */
    Set<PartId> kept() {
        Set<PartId> kept = new HashSet<>();
        expected.get("permit").get("kept").forEach(name -> kept.add(part(name.stringValue())));
        return kept;
    }

    /** The sections expected to be withheld, with the clause that is to do so. */
    Map<String, String> withheld() {
        Map<String, String> withheld = new TreeMap<>();
        expected.get("permit")
                .path("withheld")
                .properties()
                .forEach(one ->
                        withheld.put(part(one.getKey()).value(), one.getValue().stringValue()));
        return withheld;
    }

    static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.stringValue()));
        return texts;
    }
}
