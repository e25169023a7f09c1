package org.concordat.routes;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.concordat.routes.hop.HopRefused;
import org.concordat.routes.hop.HopRefused.Category;
import org.concordat.schemas.terminology.AgencyId;
import org.jspecify.annotations.Nullable;

/**
 * Puts something onto a route and waits for what comes out at its end. Only the stage that the last hop makes counts
 * as an answer: a route that lost a hop yields something else, and that is a failure.
 */
record RouteCall<O>(ProducerTemplate camel, String route, Class<O> yields, FlowObserver observer) {
    private static final Logger LOG = System.getLogger(RouteCall.class.getName());

    O call(Object body, AgencyId agency) throws HopRefused {
        Exchange exchange = observer.carried(
                route,
                agency,
                () -> camel.send("direct:" + route, e -> e.getMessage().setBody(body)));
        Exception failure = exchange.getException();
        if (failure instanceof HopRefused refused) {
            throw refused;
        }
        Object answer = exchange.getMessage().getBody();
        if (failure == null && yields.isInstance(answer)) {
            return yields.cast(answer);
        }
        HopFailed failed = failure instanceof HopFailed known ? known : unknown(failure);
        LOG.log(Level.ERROR, "nothing left by route " + route, failed);
        observer.failed(failed.hop(), HopStep.took(exchange));
        throw new HopRefused(
                Category.RETRY_LATER,
                failed.hop() + ".failed",
                "The gateway could not complete this, and nothing was sent; please try again.");
    }

    /** An error outside the hops; a route that ended early has none. */
    private HopFailed unknown(@Nullable Exception failure) {
        return failure == null
                ? new HopFailed(route, "it ended before its last hop")
                : new HopFailed(route, failure.getClass().getSimpleName());
    }
}
