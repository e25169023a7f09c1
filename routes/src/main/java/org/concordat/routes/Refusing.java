package org.concordat.routes;

import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.concordat.protection.ledger.Entry;
import org.concordat.routes.hop.HopRefused;
import org.concordat.routes.hop.HopRefused.Category;
import org.concordat.routes.hop.Ids;
import org.concordat.routes.hop.KnownRepeat;
import org.concordat.routes.hop.Refusals;
import org.concordat.routes.hop.Statements;

/**
 * What happens when a hop does not go on, written once for every route. A refusal is put on record in a transaction of
 * its own, counted, and told to the caller. Anything else is counted, and nothing leaves.
 */
final class Refusing extends RouteConfigurationBuilder {
    /** The id of the configuration that every route of hops takes. */
    static final String ID = "refusing";

    private final Refusals refusals;
    private final Statements statements;
    private final Ids ids;
    private final FlowObserver observer;

    Refusing(Refusals refusals, Statements statements, Ids ids, FlowObserver observer) {
        this.refusals = refusals;
        this.statements = statements;
        this.ids = ids;
        this.observer = observer;
    }

    @Override
    public void configuration() {
        routeConfiguration(ID)
                .onException(KnownRepeat.class)
                .handled(true)
                .process(Refusing::answerRepeat)
                .end();
        routeConfiguration(ID)
                .onException(HopRefused.class)
                .logExhausted(false)
                .process(exchange -> record(caught(exchange, HopRefused.class)))
                .end();
        routeConfiguration(ID)
                .onException(HopFailed.class)
                .logExhausted(false)
                .process(exchange -> observer.failed(caught(exchange, HopFailed.class).hop()))
                .end();
    }

    /** Puts a refusal on record and counts it. */
    void record(HopRefused refused) {
        List<Entry> entries = refused.evidence().stream()
                .map(event -> statements.entry(ids.random(), event))
                .toList();
        if (!entries.isEmpty()) {
            refusals.append(entries);
        }
        observer.refused(refused.hop(), refused.code());
    }

    /** What a caller is told of a failure: that nothing left, and no more. */
    HopRefused failure(HopFailed failed) {
        return new HopRefused(
                Category.RETRY_LATER,
                failed.hop() + ".failed",
                "The gateway could not complete this, and nothing was sent; please try again.");
    }

    private static void answerRepeat(Exchange exchange) {
        exchange.getMessage().setBody(caught(exchange, KnownRepeat.class).receipt());
    }

    private static <E extends Throwable> E caught(Exchange exchange, Class<E> type) {
        return type.cast(exchange.getProperty(Exchange.EXCEPTION_CAUGHT));
    }
}
