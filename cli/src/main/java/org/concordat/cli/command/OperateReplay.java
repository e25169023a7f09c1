package org.concordat.cli.command;

import java.util.List;
import java.util.Map;
import org.concordat.cli.outcome.Exit;
import org.concordat.cli.outcome.Moments;
import org.concordat.cli.outcome.Outcome;
import org.concordat.cli.outcome.Stopped;
import org.concordat.cli.outcome.Text;
import org.concordat.protection.bundle.BundleFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Tries a signed bundle's mappings on the shapes of what was committed of late, and puts nothing in force. */
@Command(name = "replay")
public final class OperateReplay extends Subcommand {
    @Mixin
    final BundleArgument bundle = new BundleArgument();

    @Option(names = "--actor", required = true, paramLabel = "ACTOR", converter = Reference.class)
    String actor;

    @Override
    public Outcome run(Globals globals) throws Stopped {
        BundleFolder folder = bundle.folder(globals);
        byte[] packed = BundleArgument.signed(folder, BundleArgument.read(globals, folder))
                .pack();
        Map<String, String> headers = Map.of(
                "Accept", "application/json, application/problem+json",
                "Content-Type", "application/zip",
                "Concordat-Actor", actor);
        JsonNode replayed = Answers.json(
                globals.caller().operatedGateway().send("POST", "/v1/bundles/replays", headers, packed), "groups");
        JsonNode groups = replayed.path("groups");
        Text text = new Text()
                .say("What was committed since " + Moments.inWords(Answers.text(replayed, "since"))
                        + (groups.isEmpty() ? " went to nobody whose mapping changes." : ":"));
        boolean lost = false;
        for (JsonNode group : groups) {
            JsonNode trial = group.path("trial");
            List<String> places =
                    trial.path("places").valueStream().map(JsonNode::asString).toList();
            lost |= Answers.text(trial, "answer").equals("fails")
                    || places.stream().anyMatch(place -> place.startsWith("vanishes") || place.startsWith("fewer"));
            String because = Answers.text(trial, "because");
            text.gap()
                    .say(Answers.text(group, "agency") + ", " + Answers.text(group, "kind"))
                    .row(1, "deliveries", group.path("deliveries").asString(""))
                    .row(1, "answer", Answers.text(trial, "answer") + (because.isEmpty() ? "" : ": " + because));
            places.forEach(place -> text.item(2, place));
        }
        if (replayed.path("more").asBoolean(false)) {
            text.gap().say("There was more than was tried; the latest were.");
        }
        return new Outcome(lost ? Exit.REFUSED : Exit.DONE, text, Map.of("replayed", replayed));
    }
}
