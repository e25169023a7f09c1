package org.concordat.cli.command;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.concordat.cli.environment.Caller;
import org.concordat.cli.gateway.Answer;
import org.concordat.cli.outcome.Outcome;
import org.concordat.cli.outcome.OwnFile;
import org.concordat.cli.outcome.Stopped;
import org.concordat.cli.outcome.Text;
import org.concordat.protection.json.TermJson;
import org.concordat.schemas.disclosure.Disclosure;
import org.concordat.schemas.disclosure.DisclosureContext;
import org.concordat.schemas.disclosure.DisclosureRejected;
import org.concordat.schemas.disclosure.Header;
import org.concordat.schemas.disclosure.PartId;
import org.concordat.schemas.disclosure.Recipient;
import org.concordat.schemas.disclosure.Section;
import org.concordat.schemas.signature.DisclosureSigner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks beforehand who would get what. */
@Command(name = "explain")
public final class Explain extends Subcommand {
    private static final JsonMapper JSON = TermJson.in(JsonMapper.builder()).build();

    @Parameters(paramLabel = "FILE")
    Path file;

    @Override
    public Outcome run(Globals globals) throws Stopped {
        Caller caller = globals.caller();
        Disclosure disclosure = disclosure(caller, globals.context());
        caller.requireOwn(disclosure.header(), file);
        Answer answer = caller.gateway()
                .post("/v1/decisions/explain", "application/json", JSON.writeValueAsBytes(labels(disclosure)));
        return show(Answers.json(answer, "answers"), disclosure.header().byAdapter());
    }

    private Disclosure disclosure(Caller caller, DisclosureContext context) throws Stopped {
        byte[] document = new OwnFile(file).read();
        try {
            return context.parser().parse(document);
        } catch (DisclosureRejected signed) {
            try {
                // a draft gets its ids and digests by being signed; what is signed here is not kept
                byte[] once = new DisclosureSigner(context, caller.clock())
                        .sign(document, caller.keys().signing());
                return context.parser().parse(once);
            } catch (DisclosureRejected draft) {
                throw Findings.stopped(file + " is neither a signed disclosure nor a draft of one", draft);
            }
        }
    }

    private static Map<String, Object> labels(Disclosure disclosure) {
        Header header = disclosure.header();
        List<PartId> places = disclosure.sections().stream().map(Section::id).toList();
        Map<String, Object> labels = new LinkedHashMap<>(Map.of(
                "kind", header.kind(),
                "to", disclosure.recipients().stream().map(Explain::recipient).toList(),
                "purpose", header.purpose(),
                "power", header.basis().power(),
                "conditions", header.basis().conditions(),
                "sections",
                        disclosure.sections().stream()
                                .map(s -> label(s, places))
                                .toList()));
        header.conversation().inReplyTo().ifPresent(asked -> {
            labels.put("conversation", header.conversation().id());
            labels.put("inReplyTo", asked);
        });
        return labels;
    }

    private static Map<String, Object> recipient(Recipient to) {
        return Map.of("agency", to.agency(), "team", to.team(), "role", to.role(), "consent", to.consent());
    }

    private static Map<String, Object> label(Section section, List<PartId> places) {
        Map<String, Object> label = new LinkedHashMap<>(Map.<String, Object>of(
                "type", section.type(),
                "subject", section.label().subject(),
                "nature", section.label().nature(),
                "provenance", section.label().provenance()));
        section.sanitisedOf()
                .filter(places::contains)
                .ifPresent(fuller -> label.put("sanitisedOf", places.indexOf(fuller)));
        return label;
    }

    private static Outcome show(JsonNode explained, boolean byAdapter) {
        Text text = new Text();
        if (byAdapter) {
            text.say("The gateway made this record of what the sender's system handed in, and signed it for it.");
        }
        Set<Boolean> permissions = new HashSet<>();
        for (JsonNode one : explained.path("answers")) {
            boolean permitted = one.path("permitted").asBoolean(false);
            permissions.add(permitted);
            text.gap().say(Answers.recipient(one) + ": " + (permitted ? "would receive it" : "would not receive it"));
            one.path("sentences").forEach(sentence -> text.item(1, sentence.asString("")));
        }
        text.gap().say("Nothing was sent. The rules are asked again when it is.");
        boolean some = permissions.contains(true);
        Map<String, Object> json = Map.of("permitted", some, "answers", explained.path("answers"));
        return Outcome.shared(some, !permissions.contains(false), text, json);
    }
}
