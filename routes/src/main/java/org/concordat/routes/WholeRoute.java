package org.concordat.routes;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.RoutePolicySupport;
import org.jspecify.annotations.Nullable;

/**
 * Refuses whatever enters a route that is not exactly its list of hops. Typed stages stop a disclosure where a hop is
 * missing before the connector; this stops it where the hop after the connector is missing, or one was added.
 */
final class WholeRoute extends RoutePolicySupport {
    private final ModelCamelContext context;
    private final String routeId;
    private final List<String> steps;

    /** Guards one route, whose steps must have these ids, in this order, and no others. */
    WholeRoute(ModelCamelContext context, String routeId, List<String> steps) {
        this.context = context;
        this.routeId = routeId;
        this.steps = List.copyOf(steps);
    }

    @Override
    public void onExchangeBegin(Route route, Exchange exchange) {
        List<String> present = present(context.getRouteDefinition(routeId));
        if (!steps.equals(present)) {
            exchange.setException(new HopFailed(routeId, "its steps are " + present + " and not " + steps));
            exchange.setRouteStop(true);
        }
    }

    private static List<String> present(@Nullable RouteDefinition definition) {
        List<String> present = new ArrayList<>();
        if (definition != null) {
            for (ProcessorDefinition<?> output : definition.getOutputs()) {
                if (!(output instanceof OnExceptionDefinition)) {
                    present.add(String.valueOf(output.getId()));
                }
            }
        }
        return present;
    }
}
