package org.concordat.routes.hop;

import java.util.function.Consumer;
import org.concordat.protection.agency.Agencies;
import org.concordat.protection.configuration.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * The configuration in force, which is exchanged while the gateway runs. Whoever keeps this and asks
 * it each time follows; one exchange sees one configuration from its beginning to its end. Safe to share.
 */
public final class InForce {
    /** Not static: an exchange of one gateway says nothing of another in the same process. */
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<@Nullable Standing> begun = new ThreadLocal<>();

    private final Consumer<InForce> following;
    private volatile Standing standing;

    /** One that nothing follows. */
    public InForce(Configuration configuration) {
        this(configuration, 0, inForce -> {});
    }

    /**
     * The one to begin with.
     *
     * @param number of the bundle that it was read from
     * @param following looks whether another was put in force since, and if so, sets it or says that it could not
     */
    public InForce(Configuration configuration, int number, Consumer<InForce> following) {
        this.standing = new Standing(configuration, number, false);
        this.following = following;
    }

    /** That of the exchange that this thread is in; outside of one, the latest. */
    public Configuration configuration() {
        return current().configuration();
    }

    /** The register of it. */
    public Agencies agencies() {
        return configuration().agencies();
    }

    /** The number of the bundle that it was read from. */
    public int number() {
        return current().number();
    }

    private Standing current() {
        Standing own = begun.get();
        return own != null ? own : standing;
    }

    /** Whether another bundle is in force than this node has: then it decides nothing until it has it. */
    public boolean isBehind() {
        return standing.behind();
    }

    /** Every exchange that begins from now on sees this, unless it sees a later one already. */
    public synchronized void set(Configuration configuration, int number) {
        if (number >= standing.number()) {
            standing = new Standing(configuration, number, false);
        }
    }

    /** Another is in force, and this node could not take it. */
    public synchronized void fallBehind() {
        standing = new Standing(standing.configuration(), standing.number(), true);
    }

    /** Looks whether another bundle was activated since. */
    public void follow() {
        following.accept(this);
    }

    /** Gives the answer of an exchange that sees one configuration, also where it began within another. */
    public <T> T during(Exchange<T> exchange) throws HopRefused {
        if (begun.get() != null) {
            return exchange.answer();
        }
        begun.set(standing);
        try {
            return exchange.answer();
        } finally {
            begun.remove();
        }
    }

    /**
     * The same for what may let something go.
     *
     * @throws HopRefused to be tried again, while this node is behind
     */
    public <T> T deciding(Exchange<T> exchange) throws HopRefused {
        if (isBehind()) {
            throw HopRefused.of("gateway.configuration-behind");
        }
        return during(exchange);
    }

    /** What is done under one configuration, unless it is refused. */
    @FunctionalInterface
    public interface Exchange<T> {
        T answer() throws HopRefused;
    }

    private record Standing(Configuration configuration, int number, boolean behind) {}
}
