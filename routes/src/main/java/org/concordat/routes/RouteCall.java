package org.concordat.routes;

import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.concordat.routes.hop.HopRefused;
import org.concordat.routes.hop.HopRefused.Category;

/**
 * Puts something onto a route and waits for what comes out at its end. Only the stage that the last hop makes counts
 * as an answer: a route that lost a hop yields something else, and that is a failure.
 */
final class RouteCall<O> {
    private final ProducerTemplate camel;
    private final String route;
    private final Class<O> yields;
    private final FlowObserver observer;

    RouteCall(ProducerTemplate camel, String route, Class<O> yields, FlowObserver observer) {
        this.camel = camel;
        this.route = route;
        this.yields = yields;
        this.observer = observer;
    }

    O call(Object body) throws HopRefused {
        Exchange exchange = camel.send("direct:" + route, e -> e.getMessage().setBody(body));
        Exception failure = exchange.getException();
        if (failure instanceof HopRefused refused) {
            throw refused;
        }
        Object answer = exchange.getMessage().getBody();
        if (failure == null && yields.isInstance(answer)) {
            return yields.cast(answer);
        }
        String hop = failure instanceof HopFailed failed ? failed.hop() : route;
        observer.failed(hop);
        throw new HopRefused(
                Category.RETRY_LATER,
                hop + ".failed",
                "The gateway could not complete this, and nothing was sent; please try again.");
    }
}
