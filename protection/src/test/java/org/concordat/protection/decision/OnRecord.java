package org.concordat.protection.decision;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.concordat.protection.consent.Consent;
import org.concordat.protection.consent.OverrideDecision;
import org.concordat.protection.consent.OverrideDecision.Approval;
import org.concordat.protection.consent.OverrideDecision.Decider;
import org.concordat.protection.holding.Holding;
import org.concordat.schemas.label.Category;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Coded;
import org.concordat.schemas.terminology.Kind;
import org.concordat.schemas.terminology.Purpose;
import org.concordat.schemas.terminology.Role;
import org.concordat.schemas.terminology.TeamId;
import tools.jackson.databind.JsonNode;

/** The circumstances of a {@link DecisionCase}. A person of a case is called what he or she is in it, e.g. {@code victim}. */
final class OnRecord {
    private OnRecord() {}

    /** One person for each subject category that a section is about. */
    static List<Person> people(List<Item> items) {
        return items.stream()
                .map(item -> new Person(
                        item.about().orElseThrow(),
                        item.label().subject(),
                        List.of(item.label().subject().code())))
                .distinct()
                .toList();
    }

    static UUID id(JsonNode name) {
        return UUID.nameUUIDFromBytes(name.stringValue().getBytes(StandardCharsets.UTF_8));
    }

    static Circumstances read(JsonNode json) {
        List<Consent> consents = new ArrayList<>();
        for (Map.Entry<String, JsonNode> one : json.path("consents").properties()) {
            consents.add(consent(one.getKey(), one.getValue()));
        }
        List<Holding> holdings = new ArrayList<>();
        for (JsonNode one : json.path("holdings")) {
            holdings.add(new Holding(
                    new AgencyId(one.get("agency").stringValue()),
                    new TeamId(one.get("team").stringValue()),
                    Coded.of(Holding.Interest.values(), one.get("interest").stringValue()),
                    Set.of(one.get("person").stringValue()),
                    Instant.parse(one.get("from").stringValue()),
                    Optional.ofNullable(one.get("until")).map(u -> Instant.parse(u.stringValue()))));
        }
        return new Circumstances(
                consents,
                json.path("overrides").properties().stream()
                        .map(one -> override(one.getKey(), one.getValue()))
                        .findFirst(),
                holdings);
    }

    private static Consent consent(String name, JsonNode json) {
        return new Consent(
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)),
                1,
                new AgencyId(json.get("by").stringValue()),
                Coded.of(Consent.State.values(), json.get("state").stringValue()),
                set(json.get("people"), Function.identity()),
                set(json.get("purposes"), Purpose::new),
                set(json.get("categories"), code -> Coded.of(Category.values(), code)),
                set(json.get("to"), AgencyId::new),
                Instant.EPOCH,
                Optional.ofNullable(json.get("expires")).map(e -> Instant.parse(e.stringValue())));
    }

    private static OverrideDecision override(String name, JsonNode json) {
        Instant proposed = Instant.parse(json.get("proposed").get("at").stringValue());
        return new OverrideDecision(
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)),
                new AgencyId(json.get("by").stringValue()),
                json.get("reason").stringValue(),
                json.get("emergency").booleanValue(),
                new Kind(json.get("kind").stringValue()),
                new Purpose(json.get("purpose").stringValue()),
                set(json.get("to"), AgencyId::new),
                set(json.get("people"), Function.identity()),
                set(json.get("categories"), code -> Coded.of(Category.values(), code)),
                decider(json.get("proposed")),
                proposed,
                proposed.plusSeconds(24 * 3600),
                Instant.parse(json.get("until").stringValue()),
                Optional.ofNullable(json.get("approved"))
                        .map(second -> new Approval(
                                decider(second), Instant.parse(second.get("at").stringValue()))));
    }

    private static Decider decider(JsonNode json) {
        return new Decider(
                json.get("actor").stringValue(), new Role(json.get("role").stringValue()));
    }

    private static <T> Set<T> set(JsonNode list, Function<String, T> value) {
        Set<T> set = new HashSet<>();
        list.forEach(one -> set.add(value.apply(one.stringValue())));
        return set;
    }
}
