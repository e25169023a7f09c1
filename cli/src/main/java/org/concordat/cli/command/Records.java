package org.concordat.cli.command;

import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.concordat.cli.environment.Caller;
import org.concordat.cli.gateway.Answer;
import org.concordat.cli.outcome.Exit;
import org.concordat.cli.outcome.Moments;
import org.concordat.cli.outcome.Outcome;
import org.concordat.cli.outcome.OwnFile;
import org.concordat.cli.outcome.Stopped;
import org.concordat.cli.outcome.Text;
import org.concordat.protection.receipt.AgencyStatement;
import org.concordat.protection.receipt.StatementDraft;
import org.concordat.schemas.signature.RandomIds;
import tools.jackson.databind.JsonNode;

/** What is put on record under the agency's signature, and how the gateway's answer reads. */
final class Records {
    /** Members as people read them; all others of a proposal stand under their own names. */
    private static final Map<String, String> LABELS = Map.of(
            "version", "version",
            "until", "until",
            "approveBy", "approve by",
            "approvedBy", "approved by",
            "actor", "proposed by");

    private Records() {}

    /** What the agency's draft says, with what the signing adds. Whom it is about stands in the file, never in the command. */
    static <T extends AgencyStatement> T draft(Caller caller, OwnFile file, Class<T> type, String key) throws Stopped {
        byte[] json = file.read();
        UUID fresh = RandomIds.random();
        try {
            return StatementDraft.read(
                    json,
                    type,
                    key,
                    fresh,
                    RandomIds.random(),
                    caller.agency(),
                    caller.clock().instant());
        } catch (IllegalArgumentException e) {
            throw new Stopped(Exit.BAD_INPUT, "draft.not-understood", file.path() + ": " + e.getMessage());
        }
    }

    /** Signs what the agency says, and puts it on record. */
    static Outcome put(Caller caller, String what, String method, String path, AgencyStatement statement)
            throws Stopped {
        return outcome(what, caller.gateway().statement(method, path, caller.signed(statement)));
    }

    private static String words(JsonNode value) {
        if (value.isBoolean()) {
            return value.asBoolean() ? "yes" : "no";
        }
        return value.isContainer()
                ? value.valueStream().map(Records::words).sorted().collect(Collectors.joining(", "))
                : Moments.inWords(value.asString(""));
    }

    /** What is on record now. */
    static Outcome outcome(String what, Answer answer) throws Stopped {
        JsonNode json = Answers.json(answer, "id", "state");
        Text text = new Text()
                .say(what + " " + Answers.text(json, "id") + " is on record: "
                        + Answers.text(json, "state").replace('-', ' ') + ".");
        Stream.concat(
                        json.properties().stream().filter(of -> LABELS.containsKey(of.getKey())),
                        json.path("proposal").properties().stream())
                .forEach(of -> text.row(0, LABELS.getOrDefault(of.getKey(), of.getKey()), words(of.getValue())));
        return Outcome.done(text, Map.of("record", json));
    }
}
