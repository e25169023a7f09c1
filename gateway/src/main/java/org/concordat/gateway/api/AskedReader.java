package org.concordat.gateway.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.concordat.gateway.problem.Refused;
import org.concordat.protection.agency.RoleQueue;
import org.concordat.protection.decision.Item;
import org.concordat.routes.ExplainDoor.Asked;
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
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads what is asked as JSON (the contract's {@code Asked}) into one question for each recipient. Safe to share. */
public final class AskedReader {
    private static final int MOST_RECIPIENTS = 64;
    private static final int MOST_SECTIONS = 512;

    /** Strict: a word that is not understood, or is said twice, might change what was asked. */
    static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    private final SectionTypes types;

    AskedReader(SectionTypes types) {
        this.types = types;
    }

    /** @throws Refused without repeating anything that was sent */
    List<Asked> read(byte[] content) throws Refused {
        Sent sent;
        try {
            sent = JSON.readValue(content, Sent.class);
        } catch (JacksonException e) {
            throw Refused.malformed(e.getPath().isEmpty() ? "" : " at " + place(e));
        }
        return questions(sent);
    }

    /**
     * One question for each recipient of what was sent.
     *
     * @throws Refused without repeating anything that was sent
     */
    public List<Asked> questions(Sent sent) throws Refused {
        if (sent.to().isEmpty() || sent.to().size() > MOST_RECIPIENTS) {
            throw Refused.malformed(": 1 to " + MOST_RECIPIENTS + " recipients are asked about at once");
        }
        if (sent.sections().isEmpty() || sent.sections().size() > MOST_SECTIONS) {
            throw Refused.malformed(": a disclosure has 1 to " + MOST_SECTIONS + " sections");
        }
        try {
            return asked(sent);
        } catch (IllegalArgumentException e) {
            // the terms' own words: what form they have, never what was given
            throw Refused.malformed(": " + e.getMessage());
        }
    }

    private List<Asked> asked(Sent sent) throws Refused {
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < sent.sections().size(); i++) {
            items.add(item(sent.sections().get(i), i, sent.sections().size()));
        }
        Set<Condition> conditions =
                sent.conditions().stream().map(Condition::new).collect(Collectors.toSet());
        List<Asked> asked = new ArrayList<>();
        for (To to : sent.to()) {
            asked.add(new Asked(
                    new Kind(sent.kind()),
                    new RoleQueue(new AgencyId(to.agency()), new TeamId(to.team()), new Role(to.role())),
                    new Purpose(sent.purpose()),
                    new Power(sent.power()),
                    conditions,
                    to.consent(),
                    items));
        }
        return asked;
    }

    private Item item(Labelled section, int place, int sections) throws Refused {
        String where = " in section " + (place + 1);
        Category category = types.category(section.type())
                .orElseThrow(() -> Refused.malformed(": no section type of that name is known" + where));
        SubjectCategory subject = Coded.find(SubjectCategory.values(), section.subject())
                .orElseThrow(() -> Refused.malformed(": no subject category of that name is known" + where));
        Nature nature = Coded.find(Nature.values(), section.nature())
                .orElseThrow(() -> Refused.malformed(": no nature of that name is known" + where));
        Provenance provenance = Coded.find(Provenance.values(), section.provenance())
                .orElseThrow(() -> Refused.malformed(": no provenance of that name is known" + where));
        Optional<Integer> original = section.sanitisedOf();
        if (original.filter(o -> o < 0 || o >= sections || o == place).isPresent()) {
            throw Refused.malformed(": there is no such section to be the sanitised form of" + where);
        }
        return new Item(
                part(place),
                Optional.empty(),
                section.type(),
                new Label(category, subject, nature, provenance),
                original.map(AskedReader::part));
    }

    /** Parts need ids, and nothing was sent that has one. */
    private static PartId part(int place) {
        return new PartId(String.format(Locale.ROOT, "_00000000-0000-0000-0000-%012x", place));
    }

    private static String place(JacksonException e) {
        return e.getPath().stream()
                .map(r -> r.getIndex() >= 0 ? String.valueOf(r.getIndex()) : "a member")
                .collect(Collectors.joining("/"));
    }

    /** What was sent. */
    public record Sent(
            @JsonProperty(required = true) String kind,
            @JsonProperty(required = true) List<To> to,
            @JsonProperty(required = true) String purpose,
            @JsonProperty(required = true) String power,
            @JsonProperty(required = true) List<String> conditions,
            @JsonProperty(required = true) List<Labelled> sections) {}

    /** A recipient. */
    public record To(
            @JsonProperty(required = true) String agency,
            @JsonProperty(required = true) String team,
            @JsonProperty(required = true) String role,
            Optional<String> consent) {}

    /** A section's label. */
    public record Labelled(
            @JsonProperty(required = true) String type,
            @JsonProperty(required = true) String subject,
            @JsonProperty(required = true) String nature,
            @JsonProperty(required = true) String provenance,
            Optional<Integer> sanitisedOf) {}
}
