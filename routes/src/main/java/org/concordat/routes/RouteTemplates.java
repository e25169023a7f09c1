package org.concordat.routes;

import java.util.List;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;

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

    /** The steps of a submission. */
    record SubmissionHops(
            Processor admit, Processor check, Processor clear, Processor minimise, Processor seal, Processor commit) {}

    private final SubmissionHops submission;
    private final Processor recheck;
    private final Processor acknowledge;

    RouteTemplates(SubmissionHops submission, Processor recheck, Processor acknowledge) {
        this.submission = submission;
        this.recheck = recheck;
        this.acknowledge = acknowledge;
    }

    @Override
    public void configure() {
        routeTemplate(SUBMISSION)
                .from("direct:submission")
                .routeConfigurationId(Refusing.ID)
                .routeDescription("A disclosure on its way in: from bytes to a receipt")
                .process(submission.admit())
                .id("admit")
                .process(submission.check())
                .id("check")
                .process(submission.clear())
                .id("clear")
                .process(submission.minimise())
                .id("minimise")
                .process(submission.seal())
                .id("seal")
                .process(submission.commit())
                .id("commit");

        routeTemplate(DELIVERY)
                .templateParameter("connector")
                .templateParameter("deliver")
                .from("direct:delivery-{{connector}}")
                .routeConfigurationId(Refusing.ID)
                .routeDescription(
                        "One sealed copy on its way to one recipient: decided anew, handed over, put on record")
                .process(recheck)
                .id("recheck")
                .process("{{deliver}}")
                .id("deliver")
                .process(acknowledge)
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
}
