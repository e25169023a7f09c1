package org.concordat.schemas.disclosure;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.concordat.schemas.terminology.Kind;

/**
 * What a disclosure of one kind is made of, as its YAML file says.
 *
 * @param digestList how many digests the Header lists, decoys included
 * @param overtakes whether it waits for nothing that was sent earlier in its conversation, because it is urgent
 * @param answers the kinds that it may be a reply to; empty if it starts a conversation
 * @param answeredBy the kinds with which recipients answer it
 * @param holding the section type that says who holds the case of whom it is about, and from when: a section of that type is
 *     read as {@code org.concordat.schemas.model.Holding}
 * @param sections which section types, and how many of each; no other has a place in it
 */
public record KindDefinition(
        Kind kind,
        int version,
        String title,
        int digestList,
        boolean overtakes,
        Set<Kind> answers,
        Set<Kind> answeredBy,
        Optional<String> holding,
        Map<String, Occurs> sections,
        List<Completeness> completeness) {
    public KindDefinition {
        answers = Set.copyOf(answers);
        answeredBy = Set.copyOf(answeredBy);
        sections = Map.copyOf(sections);
        completeness = List.copyOf(completeness);
    }

    /** How many sections of a type there are, at least and at most. */
    public record Occurs(int min, int max) {}

    /**
     * A completeness rule.
     *
     * @param forEach the XPath of what is asked, one by one; {@code .} for the Disclosure itself
     * @param assertion the XPath that must hold there
     * @param sentence what to tell the author when it does not
     */
    public record Completeness(
            String id,
            Finding.Severity severity,
            String forEach,
            @JsonProperty("assert") String assertion,
            String sentence) {
        public Completeness {
            forEach = forEach.isEmpty() ? "." : forEach;
        }
    }
}
