package org.concordat.routes;

import java.util.List;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.concordat.routes.hop.Acknowledge;
import org.concordat.routes.hop.Admit;
import org.concordat.routes.hop.Admit.Admitted;
import org.concordat.routes.hop.Check;
import org.concordat.routes.hop.Check.Checked;
import org.concordat.routes.hop.Checkpoints;
import org.concordat.routes.hop.Clear;
import org.concordat.routes.hop.Clear.Cleared;
import org.concordat.routes.hop.Commit;
import org.concordat.routes.hop.Deliver.Delivered;
import org.concordat.routes.hop.Delivery;
import org.concordat.routes.hop.Minimise;
import org.concordat.routes.hop.Minimise.Minimised;
import org.concordat.routes.hop.Protection;
import org.concordat.routes.hop.Recheck;
import org.concordat.routes.hop.Seal;
import org.concordat.routes.hop.Seal.Sealed;
import org.concordat.routes.hop.Submission;

/**
 * The lists of hops. The order is the security argument, so it stands here and nowhere else: kinds and agencies are
 * rows, never copies of a route.
 */
final class RouteTemplates extends RouteBuilder {
    static final String SUBMISSION = "submission";
    static final String DELIVERY = "delivery";
    static final String ROUNDS = "rounds";

    /** The steps of a submission, by their ids. */
    static final List<String> SUBMISSION_HOPS = List.of("admit", "check", "clear", "minimise", "seal", "commit");

    /** The steps of a delivery, by their ids. */
    static final List<String> DELIVERY_HOPS = List.of("recheck", "deliver", "acknowledge");

    private final Protection protection;
    private final Stores stores;
    private final Pace pace;
    private final FlowObserver observer;
    private final Checkpoints checkpoints;

    RouteTemplates(Protection protection, Stores stores, Pace pace, FlowObserver observer, Checkpoints checkpoints) {
        this.protection = protection;
        this.stores = stores;
        this.pace = pace;
        this.observer = observer;
        this.checkpoints = checkpoints;
    }

    @Override
    public void configure() {
        Admit admit = new Admit(protection, stores.commitments(), stores.quarantine());
        Check check = new Check(protection, pace.replayWindow());
        Clear clear = new Clear(protection, stores.commitments(), stores.records());
        Minimise minimise = new Minimise();
        Seal seal = new Seal(protection, pace.heldAfter());
        Commit commit = new Commit(protection, stores.commitments(), checkpoints);
        Recheck recheck = new Recheck(protection, stores.deliveries(), pace.escalateAfter());
        Acknowledge acknowledge = new Acknowledge(protection, stores.deliveries());

        routeTemplate(SUBMISSION)
                .from("direct:submission")
                .routeConfigurationId(Refusing.ID)
                .routeDescription("A disclosure on its way in: from bytes to a receipt")
                .process(step("admit", Submission.class, admit::admit))
                .id("admit")
                .process(step("check", Admitted.class, check::check))
                .id("check")
                .process(step("clear", Checked.class, clear::clear))
                .id("clear")
                .process(step("minimise", Cleared.class, minimise::minimise))
                .id("minimise")
                .process(step("seal", Minimised.class, seal::seal))
                .id("seal")
                .process(step("commit", Sealed.class, commit::commit))
                .id("commit");

        routeTemplate(DELIVERY)
                .templateParameter("connector")
                .templateParameter("deliver")
                .from("direct:delivery-{{connector}}")
                .routeConfigurationId(Refusing.ID)
                .routeDescription(
                        "One sealed copy on its way to one recipient: decided anew, handed over, put on record")
                .process(step("recheck", Delivery.class, recheck::recheck))
                .id("recheck")
                .process("{{deliver}}")
                .id("deliver")
                .process(step("acknowledge", Delivered.class, acknowledge::acknowledge))
                .id("acknowledge");

        routeTemplate(ROUNDS)
                .templateParameter("name")
                .templateParameter("every")
                .templateParameter("round")
                .from("timer:{{name}}?delay={{every}}&period={{every}}&fixedRate=false")
                .routeDescription("What the gateway does of itself, one round at a time")
                .process("{{round}}")
                .id("round");
    }

    private <I, O> Processor step(String name, Class<I> takes, HopStep.Hop<I, O> hop) {
        return new HopStep<>(name, takes, hop, observer);
    }
}
