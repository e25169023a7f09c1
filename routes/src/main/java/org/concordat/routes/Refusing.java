package org.concordat.routes;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.concordat.protection.ledger.Entry;
import org.concordat.routes.hop.HopRefused;
import org.concordat.routes.hop.Ids;
import org.concordat.routes.hop.InForce;
import org.concordat.routes.hop.KnownRepeat;
import org.concordat.routes.hop.Protection;
import org.concordat.routes.hop.Refusals;

/**
 * What happens when a hop does not go on, written once for every route. A refusal is put on record in a transaction of
 * its own, counted, and told to the caller; a known repeat is answered. Anything else goes to the caller as it is:
 * nothing is redelivered within a route, and nothing leaves.
 */
final class Refusing extends RouteConfigurationBuilder {
    /** The id of the configuration that every route of hops takes. */
    static final String ID = "refusing";

    private final Refusals refusals;
    private final InForce inForce;
    private final Ids ids;
    private final FlowObserver observer;

    Refusing(Refusals refusals, Protection protection, FlowObserver observer) {
        this.refusals = refusals;
        this.inForce = protection.inForce();
        this.ids = protection.ids();
        this.observer = observer;
    }

    @Override
    public void configuration() {
        RouteConfigurationDefinition configuration = routeConfiguration(ID);
        configuration
                .onException(KnownRepeat.class)
                .handled(true)
                .process(exchange -> exchange.getMessage()
                        .setBody(caught(exchange, KnownRepeat.class).committed()));
        configuration.onException(Exception.class).logExhausted(false); // its caller logs it, without words that quote
        configuration
                .onException(HopRefused.class)
                .logExhausted(false)
                .process(exchange -> record(caught(exchange, HopRefused.class), HopStep.took(exchange)));
    }

    /** Puts a refusal on record and counts it. */
    void record(HopRefused refused) {
        record(refused, Duration.ZERO);
    }

    private void record(HopRefused refused, Duration took) {
        List<Entry> entries = refused.evidence().stream()
                .map(event -> Entry.of(ids.random(), event))
                .toList();
        if (!entries.isEmpty()) {
            refusals.append(entries);
        }
        observer.refused(refused.hop(), refused.code(), took);
    }

    /** Gives a door's answer, under one configuration in force; puts its refusal on record first, if it refuses. */
    <T> T recorded(InForce.Exchange<T> answer) throws HopRefused {
        return put(() -> inForce.deciding(answer));
    }

    /** The same for who runs the gateway, also while another configuration is in force than this node has. */
    <T> T recordedAnyhow(InForce.Exchange<T> answer) throws HopRefused {
        return put(() -> inForce.during(answer));
    }

    private <T> T put(InForce.Exchange<T> answer) throws HopRefused {
        try {
            return answer.answer();
        } catch (HopRefused e) {
            record(e);
            throw e;
        }
    }

    private static <E extends Throwable> E caught(Exchange exchange, Class<E> type) {
        return Objects.requireNonNull(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, type));
    }
}
