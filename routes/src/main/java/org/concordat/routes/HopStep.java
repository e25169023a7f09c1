package org.concordat.routes;

import static java.util.Objects.requireNonNullElse;

import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.concordat.routes.hop.HopRefused;
import org.concordat.routes.hop.KnownRepeat;

/**
 * One hop as one step of a route: takes the body only if it is the stage that the hop takes, and leaves the stage that
 * the hop makes. Camel would convert a body to suit a bean's parameter; nothing is ever converted into a stage.
 */
record HopStep<I, O>(String name, Class<I> takes, Hop<I, O> hop, FlowObserver observer) implements Processor {
    private static final String SINCE = HopStep.class.getName();

    /** A hop: one method from the earlier stage to the later. */
    @FunctionalInterface
    interface Hop<I, O> {
        O apply(I stage) throws HopRefused, KnownRepeat;
    }

    @Override
    public void process(Exchange exchange) throws HopRefused, KnownRepeat {
        Object body = exchange.getMessage().getBody();
        if (!takes.isInstance(body)) {
            throw new HopFailed(name, "it takes " + takes.getSimpleName() + " and was given something else");
        }
        exchange.setProperty(SINCE, System.nanoTime());
        O made;
        try {
            made = hop.apply(takes.cast(body));
        } catch (RuntimeException e) {
            throw new HopFailed(name, e);
        }
        exchange.getMessage().setBody(made);
        observer.completed(name, took(exchange));
    }

    /** How long an exchange has been at the hop that it is at; no time before the first. */
    static Duration took(Exchange exchange) {
        long now = System.nanoTime();
        return Duration.ofNanos(now - requireNonNullElse(exchange.getProperty(SINCE, Long.class), now));
    }

    @Override
    public String toString() {
        return name;
    }
}
