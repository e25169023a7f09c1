package org.concordat.cli.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.concordat.cli.environment.Caller;
import org.concordat.cli.gateway.Answer;
import org.concordat.cli.outcome.Exit;
import org.concordat.cli.outcome.Outcome;
import org.concordat.cli.outcome.OwnFile;
import org.concordat.cli.outcome.Stopped;
import org.concordat.cli.outcome.Text;
import org.concordat.schemas.disclosure.Disclosure;
import org.concordat.schemas.disclosure.DisclosureContext;
import org.concordat.schemas.disclosure.DisclosureRejected;
import org.concordat.schemas.disclosure.PartId;
import org.concordat.schemas.disclosure.Section;
import org.concordat.schemas.signature.DisclosureSigner;
import org.concordat.schemas.terminology.Condition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks beforehand who would get what. */
@Command(name = "explain")
public final class Explain extends Subcommand {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Parameters(paramLabel = "FILE")
    Path file;

    @Override
    public Outcome run(Globals globals) throws Stopped {
        Caller caller = globals.caller();
        Disclosure disclosure = disclosure(caller, globals.context());
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
        Map<String, Object> asked = new LinkedHashMap<>();
        asked.put("kind", disclosure.header().kind().value());
        asked.put(
                "to",
                disclosure.recipients().stream()
                        .map(r -> Map.of(
                                "agency", r.agency().value(),
                                "team", r.team().value(),
                                "role", r.role().value(),
                                "consent", r.consent()))
                        .toList());
        asked.put("purpose", disclosure.header().purpose().value());
        asked.put("power", disclosure.header().basis().power().value());
        asked.put(
                "conditions",
                disclosure.header().basis().conditions().stream()
                        .map(Condition::value)
                        .toList());
        List<PartId> places = disclosure.sections().stream().map(Section::id).toList();
        asked.put(
                "sections",
                disclosure.sections().stream().map(s -> label(s, places)).toList());
        return asked;
    }

    private static Map<String, Object> label(Section section, List<PartId> places) {
        Map<String, Object> label = new LinkedHashMap<>();
        label.put("type", section.type());
        label.put("subject", section.label().subject().code());
        label.put("nature", section.label().nature().code());
        label.put("provenance", section.label().provenance().code());
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
        List<Object> answers = new ArrayList<>();
        boolean permitted = false;
        for (JsonNode one : explained.path("answers")) {
            permitted |= one.path("permitted").asBoolean(false);
            text.gap()
                    .say(Answers.recipient(one) + ": "
                            + (one.path("permitted").asBoolean(false) ? "would receive it" : "would not receive it"));
            one.path("sentences").forEach(sentence -> text.item(1, sentence.asString("")));
            answers.add(one);
        }
        text.gap().say("Nothing was sent. The rules are asked again when it is.");
        return new Outcome(
                permitted ? Exit.DONE : Exit.REFUSED, text, Map.of("permitted", permitted, "answers", answers));
    }
}
