package org.concordat.protection.decision;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.concordat.schemas.disclosure.PartId;
import org.concordat.schemas.label.Category;
import org.concordat.schemas.label.Label;
import org.concordat.schemas.label.Nature;
import org.concordat.schemas.label.Provenance;
import org.concordat.schemas.label.SubjectCategory;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Condition;
import org.concordat.schemas.terminology.Kind;
import org.concordat.schemas.terminology.Power;
import org.concordat.schemas.terminology.Purpose;
import org.concordat.schemas.terminology.Role;
import org.concordat.schemas.terminology.TeamId;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A question as JSON, to be sealed and stored with the delivery that it was decided for: labels and pseudonyms only.
 * Every field is written and every field is wanted back, but for the circumstances: those are read anew when it is asked
 * anew. Equal questions give equal bytes.
 */
public final class QuestionJson {
    private static final JsonMapper JSON = JsonMapper.shared();

    private QuestionJson() {}

    /** The question in UTF-8. */
    public static byte[] write(Question question) {
        ObjectNode json = JSON.createObjectNode();
        json.put("kind", question.kind().value());
        json.put("from", question.from().value());
        json.putObject("to")
                .put("agency", question.to().agency().value())
                .put("team", question.to().team().value())
                .put("role", question.to().role().value());
        json.put("purpose", question.purpose().value());
        json.put("power", question.power().value());
        ArrayNode conditions = json.putArray("conditions");
        question.conditions().stream().map(Condition::value).sorted().forEach(conditions::add);
        json.put("consent", question.stated().consent());
        question.stated().ref().ifPresent(ref -> json.put("ref", ref.toString()));
        question.stated().override().ifPresent(override -> json.put("override", override.toString()));
        json.put("at", question.at().toString());
        ArrayNode people = json.putArray("people");
        for (Person person : question.people()) {
            ArrayNode pseudonyms = people.addObject()
                    .put("part", person.part().value())
                    .put("category", person.category().code())
                    .putArray("pseudonyms");
            person.pseudonyms().forEach(pseudonyms::add);
        }
        ArrayNode items = json.putArray("items");
        for (Item item : question.items()) {
            ObjectNode one = items.addObject()
                    .put("part", item.part().value())
                    .put("type", item.type())
                    .put("category", item.label().category().code())
                    .put("subject", item.label().subject().code())
                    .put("nature", item.label().nature().code())
                    .put("provenance", item.label().provenance().code());
            item.about().ifPresent(about -> one.put("about", about.value()));
            item.sanitisedOf().ifPresent(original -> one.put("sanitisedOf", original.value()));
        }
        return JSON.writeValueAsBytes(json);
    }

    /**
     * The question that was written.
     *
     * @throws IllegalArgumentException when the bytes are no question
     */
    public static Question read(byte[] bytes) {
        try {
            JsonNode json = JSON.readTree(bytes);
            JsonNode to = json.path("to");
            Set<Condition> conditions = new HashSet<>();
            for (JsonNode condition : json.path("conditions")) {
                conditions.add(new Condition(condition.stringValue()));
            }
            List<Item> items = new ArrayList<>();
            for (JsonNode item : json.path("items")) {
                items.add(item(item));
            }
            List<Person> people = new ArrayList<>();
            for (JsonNode person : json.path("people")) {
                people.add(person(person));
            }
            return new Question(
                    new Kind(text(json, "kind")),
                    new AgencyId(text(json, "from")),
                    new Question.To(
                            new AgencyId(text(to, "agency")), new TeamId(text(to, "team")), new Role(text(to, "role"))),
                    new Purpose(text(json, "purpose")),
                    new Power(text(json, "power")),
                    conditions,
                    new Question.Stated(text(json, "consent"), id(json, "ref"), id(json, "override")),
                    Instant.parse(text(json, "at")),
                    people,
                    items,
                    Circumstances.NONE);
        } catch (JacksonException | DateTimeException e) {
            // the cause would quote what was read
            throw noQuestion();
        }
    }

    private static Person person(JsonNode json) {
        List<String> pseudonyms = new ArrayList<>();
        for (JsonNode pseudonym : json.path("pseudonyms")) {
            pseudonyms.add(pseudonym.stringValue());
        }
        return new Person(
                new PartId(text(json, "part")),
                SubjectCategory.ofCode(text(json, "category")).orElseThrow(QuestionJson::noQuestion),
                pseudonyms);
    }

    private static Item item(JsonNode json) {
        Label label = new Label(
                Category.ofCode(text(json, "category")).orElseThrow(QuestionJson::noQuestion),
                SubjectCategory.ofCode(text(json, "subject")).orElseThrow(QuestionJson::noQuestion),
                Nature.ofCode(text(json, "nature")).orElseThrow(QuestionJson::noQuestion),
                Provenance.ofCode(text(json, "provenance")).orElseThrow(QuestionJson::noQuestion));
        return new Item(
                new PartId(text(json, "part")),
                json.path("about").stringValueOpt().map(PartId::new),
                text(json, "type"),
                label,
                json.path("sanitisedOf").stringValueOpt().map(PartId::new));
    }

    private static Optional<UUID> id(JsonNode json, String field) {
        return json.path(field).stringValueOpt().map(UUID::fromString);
    }

    private static String text(JsonNode json, String field) {
        return json.path(field).stringValueOpt().orElseThrow(QuestionJson::noQuestion);
    }

    private static IllegalArgumentException noQuestion() {
        return new IllegalArgumentException("these bytes are no question");
    }
}
