package org.concordat.cli.command;

import java.util.Map;
import java.util.UUID;
import org.concordat.cli.gateway.GatewayClient;
import org.concordat.cli.outcome.Moments;
import org.concordat.cli.outcome.Outcome;
import org.concordat.cli.outcome.Stopped;
import org.concordat.cli.outcome.Text;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Says why a delivery is where it is; without one, lists those that wait for something, or went back, whosever they are. */
@Command(name = "stuck")
public final class OperateStuck extends Subcommand {
    @Parameters(paramLabel = "DELIVERY", arity = "0..1", converter = Id.class)
    @Nullable
    UUID delivery;

    @Override
    public Outcome run(Globals globals) throws Stopped {
        GatewayClient gateway = globals.caller().operatedGateway();
        if (delivery != null) {
            JsonNode one = Answers.json(gateway.get("/v1/operation/deliveries/" + delivery), "because");
            return Outcome.done(new Text().say(because(one)), Map.of("delivery", one));
        }
        JsonNode stuck = Answers.json(gateway.get("/v1/operation/deliveries"), "deliveries")
                .path("deliveries");
        Text text = new Text().say(stuck.isEmpty() ? "Nothing is held, and nothing went back." : "Waits or is back:");
        stuck.forEach(one -> text.gap()
                .say("Delivery " + Answers.text(one, "delivery") + ", " + Answers.text(one, "state") + " since "
                        + Moments.inWords(Answers.text(one, "since")))
                .row(1, "what", Answers.text(one, "kind") + ", disclosure " + Answers.text(one, "disclosure"))
                .row(1, "from", Answers.text(one, "sender"))
                .row(1, "to", Answers.text(one, "recipient"))
                .row(1, "why", because(one)));
        return Outcome.done(text, Map.of("deliveries", stuck));
    }

    private static String because(JsonNode one) {
        return Moments.inSentence(Answers.text(one, "because"));
    }
}
