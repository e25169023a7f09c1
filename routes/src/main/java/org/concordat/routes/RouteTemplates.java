package org.concordat.routes;

import java.util.List;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.RouteDefinition;
import org.concordat.routes.hop.Acknowledge;
import org.concordat.routes.hop.Admit;
import org.concordat.routes.hop.Admit.Admitted;
import org.concordat.routes.hop.Anew;
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
        RouteDefinition submission = routeTemplate(SUBMISSION)
                .from("direct:submission")
                .routeConfigurationId(Refusing.ID)
                .routeDescription("A disclosure on its way in: from bytes to a receipt");
        hop(
                submission,
                "admit",
                Submission.class,
                new Admit(protection, stores.commitments(), stores.quarantine())::admit);
        hop(submission, "check", Admitted.class, new Check(protection, pace.replayWindow())::check);
        hop(submission, "clear", Checked.class, new Clear(protection, stores.commitments(), stores.records())::clear);
        hop(submission, "minimise", Cleared.class, new Minimise()::minimise);
        hop(submission, "seal", Minimised.class, new Seal(protection, pace.heldAfter())::seal);
        hop(submission, "commit", Sealed.class, new Commit(protection, stores.commitments(), checkpoints)::commit);

        RouteDefinition delivery = routeTemplate(DELIVERY)
                .templateParameter("connector")
                .templateParameter("deliver")
                .from("direct:delivery-{{connector}}")
                .routeConfigurationId(Refusing.ID)
                .routeDescription(
                        "One sealed copy on its way to one recipient: decided anew, handed over, put on record");
        hop(
                delivery,
                "recheck",
                Delivery.class,
                new Recheck(
                        protection,
                        stores.deliveries(),
                        new Anew(protection, stores.commitments(), stores.records(), pace.heldAfter()),
                        pace.escalateAfter())::recheck);
        delivery.process("{{deliver}}").id("deliver");
        hop(delivery, "acknowledge", Delivered.class, new Acknowledge(protection, stores.deliveries())::acknowledge);
    }

    private <I, O> void hop(RouteDefinition route, String name, Class<I> takes, HopStep.Hop<I, O> hop) {
        route.process(new HopStep<>(name, takes, hop, observer)).id(name);
    }
}
