package org.concordat.gateway.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.concordat.gateway.problem.Refused;
import org.concordat.protection.decision.Item;
import org.concordat.protection.receipt.StatementJson;
import org.concordat.routes.ExplainDoor.Asked;
import org.concordat.routes.ExplainDoor.To;
import org.concordat.schemas.disclosure.DisclosureContext;
import org.concordat.schemas.disclosure.Header.Conversation;
import org.concordat.schemas.disclosure.PartId;
import org.concordat.schemas.label.Category;
import org.concordat.schemas.label.Label;
import org.concordat.schemas.label.Nature;
import org.concordat.schemas.label.Provenance;
import org.concordat.schemas.label.SubjectCategory;
import org.concordat.schemas.terminology.Condition;
import org.concordat.schemas.terminology.Kind;
import org.concordat.schemas.terminology.Power;
import org.concordat.schemas.terminology.Purpose;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads what is asked: JSON (the contract's {@code Asked}), or what has the same members. Safe to share. */
public record AskedReader(DisclosureContext disclosures) {
    private static final int MOST_RECIPIENTS = 64;
    private static final int MOST_SECTIONS = 512;
    private static final int MOST_CONDITIONS = 32;
    /** How a form names a list that JSON names: after each of it. */
    private static final Map<String, String> OF_FORMS = Map.of("condition", "conditions", "section", "sections");
    /** What may be said of where something is wrong; any other name of a member is the caller's own. */
    private static final Set<String> MEMBERS = Stream.concat(
                    OF_FORMS.keySet().stream(),
                    Stream.of(Sent.class, To.class, Labelled.class)
                            .flatMap(form -> Stream.of(form.getRecordComponents()))
                            .map(RecordComponent::getName))
            .collect(Collectors.toSet());

    /** Strict: a word that is not understood, or is said twice, might change what was asked. */
    static final JsonMapper JSON = StatementJson.spelt(JsonMapper.builder())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    /** @throws Refused without repeating anything that was sent */
    Asked read(byte[] json) throws Refused {
        return asked(() -> JSON.readValue(json, Sent.class));
    }

    /**
     * The same of a form that has the members of the contract's.
     *
     * @throws Refused without repeating anything that was sent
     */
    public Asked read(Object form) throws Refused {
        ObjectNode said = JSON.valueToTree(form);
        OF_FORMS.forEach((each, all) -> said.set(all, said.remove(each)));
        return asked(() -> JSON.treeToValue(said, Sent.class));
    }

    private Asked asked(Supplier<Sent> reading) throws Refused {
        Sent sent;
        try {
            sent = reading.get();
        } catch (JacksonException e) {
            throw Refused.malformed(e.getPath().isEmpty() ? "" : " at " + place(e));
        }
        if (sent.to().isEmpty() || sent.to().size() > MOST_RECIPIENTS) {
            throw Refused.malformed(": 1 to " + MOST_RECIPIENTS + " recipients are asked about at once");
        }
        if (sent.sections().isEmpty() || sent.sections().size() > MOST_SECTIONS) {
            throw Refused.malformed(": a disclosure has 1 to " + MOST_SECTIONS + " sections");
        }
        if (sent.conditions().size() > MOST_CONDITIONS) {
            throw Refused.malformed(": a disclosure rests on at most " + MOST_CONDITIONS + " conditions");
        }
        if (sent.conversation().isPresent() != sent.inReplyTo().isPresent()) {
            throw Refused.malformed(": an answer names what it answers, and its conversation");
        }
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < sent.sections().size(); i++) {
            items.add(item(sent.sections().get(i), i, sent.sections().size()));
        }
        Optional<Conversation> conversation = sent.conversation().map(id -> new Conversation(id, sent.inReplyTo()));
        return new Asked(sent.kind(), sent.to(), sent.purpose(), sent.power(), sent.conditions(), conversation, items);
    }

    private Item item(Labelled section, int place, int sections) throws Refused {
        String where = " in section " + (place + 1);
        Category category = disclosures
                .labels()
                .category(section.type())
                .orElseThrow(() -> Refused.malformed(": no section type of that name is known" + where));
        Optional<Integer> original = section.sanitisedOf();
        if (original.filter(o -> o < 0 || o >= sections || o == place).isPresent()) {
            throw Refused.malformed(": there is no such section to be the sanitised form of" + where);
        }
        return new Item(
                part(place),
                Optional.empty(),
                section.type(),
                new Label(category, section.subject(), section.nature(), section.provenance()),
                original.map(AskedReader::part));
    }

    /** Parts need ids, and nothing was sent that has one. */
    private static PartId part(int place) {
        return new PartId(String.format(Locale.ROOT, "_00000000-0000-0000-0000-%012x", place));
    }

    private static String place(JacksonException e) {
        String place = e.getPath().stream()
                .map(r -> r.getIndex() >= 0
                        ? String.valueOf(r.getIndex())
                        : MEMBERS.contains(r.getPropertyName()) ? r.getPropertyName() : "a member")
                .collect(Collectors.joining("/"));
        return e instanceof UnrecognizedPropertyException ? place + ": there is no member of that name" : place;
    }

    /** What was sent. */
    private record Sent(
            @JsonProperty(required = true) Kind kind,
            @JsonProperty(required = true) List<To> to,
            @JsonProperty(required = true) Purpose purpose,
            @JsonProperty(required = true) Power power,
            @JsonProperty(required = true) Set<Condition> conditions,
            Optional<UUID> conversation,
            Optional<UUID> inReplyTo,
            @JsonProperty(required = true) List<Labelled> sections) {}

    /** A section's label. */
    private record Labelled(
            @JsonProperty(required = true) String type,
            @JsonProperty(required = true) SubjectCategory subject,
            @JsonProperty(required = true) Nature nature,
            @JsonProperty(required = true) Provenance provenance,
            Optional<Integer> sanitisedOf) {}
}
