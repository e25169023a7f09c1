package org.concordat.cli.reading;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import org.concordat.cli.outcome.Moments;
import org.concordat.cli.outcome.Text;
import org.concordat.schemas.disclosure.Disclosure;
import org.concordat.schemas.disclosure.Header;
import org.concordat.schemas.disclosure.PartId;
import org.concordat.schemas.disclosure.Release;
import org.concordat.schemas.disclosure.Section;
import org.concordat.schemas.disclosure.Subject;
import org.concordat.schemas.signature.VerifiedDisclosure;

/** A verified disclosure for a person to read. Knows the envelope; sections are read by their elements. */
public final class Reading {
    /** What the words of the labels say, to who does not know the standard. */
    private static final ResourceBundle WORDS =
            ResourceBundle.getBundle("org.concordat.cli.reading.labels", Locale.ROOT);

    private static final String NOT_EVERYTHING = "This may not be everything that is held about these persons.";

    private final Disclosure disclosure;
    private final Map<PartId, String> subjects;

    public Reading(VerifiedDisclosure verified) {
        this.disclosure = verified.disclosure();
        this.subjects =
                disclosure.subjects().stream().collect(Collectors.toUnmodifiableMap(Subject::id, Reading::named));
    }

    public Text text() {
        Text text = new Text();
        sayHeader(text);
        text.gap().say("About");
        for (Subject subject : disclosure.subjects()) {
            text.say(1, named(subject));
            Field.of(subject).say(text, 2);
        }
        int number = 0;
        for (Section section : disclosure.sections()) {
            number++;
            Field content = Field.of(section).fields().get(0);
            text.gap().say("Section " + number + ": " + Field.inWords(content.name()));
            sayLabel(text, section);
            content.say(text, 1);
        }
        disclosure.release().ifPresent(release -> sayRelease(text, release));
        text.gap().say(NOT_EVERYTHING);
        return text;
    }

    private void sayHeader(Text text) {
        Header header = disclosure.header();
        text.say("Disclosure: " + words(header.kind().value()));
        text.row(1, "id", header.id().toString());
        text.row(
                1,
                "from",
                header.from().agency() + ", team " + header.from().team() + ", "
                        + header.from().role() + " " + header.from().actor());
        for (var recipient : disclosure.recipients()) {
            text.row(1, "to", recipient.agency() + ", team " + recipient.team() + ", " + recipient.role());
        }
        if (header.byAdapter()) {
            text.row(1, "made by", "the gateway, of what the sender's system handed in and cannot sign");
        }
        text.row(1, "conversation", header.conversation().id().toString());
        header.conversation().inReplyTo().ifPresent(id -> text.row(1, "in reply to", id.toString()));
        text.row(1, "sent", Moments.inWords(header.sent()));
        header.respondBy().ifPresent(by -> text.row(1, "respond by", Moments.inWords(by)));
        text.row(1, "marking", header.classification().code());
        text.row(1, "purpose", words(header.purpose().value()));
        text.row(1, "power", header.basis().power().value());
        text.row(1, "because", header.basis().necessity());
    }

    private void sayLabel(Text text, Section section) {
        text.row(1, "about", subjects.getOrDefault(section.about(), "a person who is not named here"));
        text.row(1, "nature", WORDS.getString(section.label().nature().code()));
        text.row(1, "provenance", WORDS.getString(section.label().provenance().code()));
        text.row(1, "recorded", Moments.inWords(section.recorded()));
        section.sanitisedOf().ifPresent(fuller -> text.row(1, "form", "a shortened form of a fuller section"));
    }

    private static void sayRelease(Text text, Release release) {
        text.gap()
                .say("Released by the gateway on " + Moments.inWords(release.at()) + ", decision " + release.decision()
                        + ".");
        if (!release.withheld().isEmpty()) {
            text.gap().say("Withheld from you");
            for (Release.Withheld withheld : release.withheld()) {
                text.item(
                        1,
                        words(withheld.category().code()) + ": " + withheld.because() + " (clause " + withheld.clause()
                                + ")");
            }
        }
    }

    /** The same for programs. */
    public Map<String, Object> json() {
        Header header = disclosure.header();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", header.id().toString());
        json.put("kind", header.kind().value());
        json.put("from", header.from());
        json.put("conversation", header.conversation().id().toString());
        header.conversation().inReplyTo().ifPresent(id -> json.put("inReplyTo", id.toString()));
        json.put("sent", header.sent().toString());
        header.respondBy().ifPresent(by -> json.put("respondBy", by.toString()));
        json.put("purpose", header.purpose().value());
        json.put("power", header.basis().power().value());
        json.put("subjects", disclosure.subjects().stream().map(Reading::json).toList());
        json.put("sections", disclosure.sections().stream().map(Reading::json).toList());
        json.put("withheld", disclosure.release().map(Release::withheld).orElse(List.of()));
        json.put("notice", NOT_EVERYTHING);
        return json;
    }

    private static Map<String, Object> json(Subject subject) {
        return Map.of(
                "part", subject.id().value(),
                "category", subject.category().code(),
                "content", Field.of(subject).json());
    }

    private static Map<String, Object> json(Section section) {
        return Map.of(
                "part", section.id().value(),
                "type", section.type(),
                "category", section.label().category().code(),
                "about", section.about().value(),
                "nature", section.label().nature().code(),
                "provenance", section.label().provenance().code(),
                "recorded", section.recorded().toString(),
                "content", Field.of(section).fields().get(0).json());
    }

    private static String named(Subject subject) {
        String name = Field.of(subject).fields().stream()
                .filter(f -> f.name().equals("Name"))
                .flatMap(f -> f.fields().stream())
                .map(Field::value)
                .collect(Collectors.joining(" "));
        return (name.isEmpty() ? "a person" : name) + ", "
                + words(subject.category().code());
    }

    private static String words(String code) {
        return code.replace('-', ' ');
    }
}
