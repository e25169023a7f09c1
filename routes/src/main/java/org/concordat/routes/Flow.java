package org.concordat.routes;

import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.spi.ExecutorServiceManager;
import org.concordat.protection.agency.Attempts;
import org.concordat.protection.key.CertificateExpiry;
import org.concordat.routes.arrival.Arrivals;
import org.concordat.routes.bundle.BundleDoor;
import org.concordat.routes.bundle.Bundles;
import org.concordat.routes.bundle.Replay;
import org.concordat.routes.connector.Connector;
import org.concordat.routes.connector.MailboxConnector;
import org.concordat.routes.connector.PickUp;
import org.concordat.routes.consent.Overriding;
import org.concordat.routes.delivery.CertificateWatch;
import org.concordat.routes.delivery.Claims;
import org.concordat.routes.delivery.Clocks;
import org.concordat.routes.delivery.DeliveryRoute;
import org.concordat.routes.delivery.OperationDoor;
import org.concordat.routes.delivery.Pushes;
import org.concordat.routes.delivery.Reach;
import org.concordat.routes.delivery.Reviews;
import org.concordat.routes.hop.Acknowledge;
import org.concordat.routes.hop.Acknowledge.Acknowledged;
import org.concordat.routes.hop.Anew;
import org.concordat.routes.hop.Commit.Committed;
import org.concordat.routes.hop.Deliver;
import org.concordat.routes.hop.Protection;
import org.concordat.routes.hop.Recheck;
import org.concordat.routes.hop.Recheck.Released;
import org.concordat.routes.ledger.Inspection;
import org.concordat.routes.ledger.RowInspection;
import org.concordat.routes.ledger.Sequencer;
import org.jspecify.annotations.Nullable;

/**
 * The routes, put together: adds them to a Camel context and opens the doors to them. One a context. The doors are
 * open from the moment the routes were added; a caller that comes while the context is not started is told to retry.
 */
public final class Flow implements RoutesBuilder {
    /** Of one connector, on this node: most of an attempt is waiting. */
    private static final int ATTEMPTS_AT_ONCE = 16;

    private static final Duration REPLAY = Duration.ofSeconds(30);
    /** How often claims are renewed. */
    private static final Duration BEAT = Duration.ofSeconds(1);

    private final Protection protection;
    private final Stores stores;
    private final Pace pace;
    private final List<Connector> pushing;
    private final FlowObserver observer;
    private final Refusing refusing;
    private final ProducerTemplate camel;
    private final Sequencer sequencer;
    private final Claims claims;

    /**
     * Puts the routes together.
     *
     * @param camel calls the routes of the context that this is added to
     * @param pushing the connectors that push, such as REST; the mailbox is always there
     */
    public Flow(
            Protection protection,
            Stores stores,
            List<Connector> pushing,
            Pace pace,
            FlowObserver observer,
            ProducerTemplate camel) {
        this.protection = protection;
        this.stores = stores;
        this.pace = pace;
        this.pushing = List.copyOf(pushing);
        this.observer = observer;
        this.camel = camel;
        this.refusing = new Refusing(stores.refusals(), protection, observer);
        this.sequencer = new Sequencer(protection, stores.ledger(), observer::ledgerFault);
        this.claims = new Claims(stores.deliveries());
    }

    /** The doors to these routes. */
    public Doors doors() {
        RouteCall<Committed> submitting = new RouteCall<>(camel, RouteTemplates.SUBMISSION, Committed.class, observer);
        return new Doors(
                protection,
                stores,
                refusing,
                submission -> protection
                        .inForce()
                        .deciding(() ->
                                submitting.call(submission, submission.origin().claimed())),
                collecting(),
                pushing,
                pace.escalateAfter());
    }

    @Override
    public void addRoutesToCamelContext(CamelContext context) throws Exception {
        context.addRoutes(new RouteTemplates(protection, stores, pace, observer, sequencer));
        refusing.addRouteConfigurationsToCamelContext(context);
        context.addRoutePolicyFactory((c, routeId, route) -> guard((ModelCamelContext) c, routeId));
        TemplatedRouteBuilder.builder(context, RouteTemplates.SUBMISSION)
                .routeId(RouteTemplates.SUBMISSION)
                .add();
        addDelivery(context, new MailboxConnector());
        ExecutorServiceManager threads = context.getExecutorServiceManager();
        // a thread of its own, which ends after the last attempt
        ScheduledFuture<?> unused = threads.newSingleThreadScheduledExecutor(this, "claims")
                .scheduleWithFixedDelay(claims::beat, BEAT.toMillis(), BEAT.toMillis(), TimeUnit.MILLISECONDS);
        for (Connector connector : pushing) {
            addDelivery(context, connector);
            String name = "push-" + connector.name();
            Pushes pushes =
                    pushes(connector, threads.newFixedThreadPool(this, name, ATTEMPTS_AT_ONCE), context::isRunAllowed);
            addRounds(context, name, pushes::round);
        }
        addRounds(context, "clock-of-checks", clocks()::outstanding);
        addRounds(context, "clock-of-deliveries", clocks()::late);
        addRounds(context, "clock-of-notices", clocks()::unconfirmed);
        addRounds(context, "sequencer", sequencer::round);
        addRounds(context, "inspection", inspection()::round);
        addRounds(context, "inspection-of-deliveries", new RowInspection(stores.deliveries()::inspect)::round);
        addRounds(context, "inspection-of-consents", new RowInspection(stores.consents()::inspect)::round);
        addRounds(context, "inspection-of-holdings", new RowInspection(stores.holdings()::inspect)::round);
        addRounds(context, "reviews", reviews()::round);
        addRounds(context, "bundle", protection.inForce()::follow);
        addRounds(context, "overrides", new RowInspection(overriding()::inspect)::round);
    }

    /** Adds nothing: the routes are made of their templates when they are added. */
    @Override
    public void addTemplatedRoutesToCamelContext(CamelContext context) {}

    @Override
    public Set<String> updateRoutesToCamelContext(CamelContext context) {
        return Set.of(); // these routes never change while they run
    }

    /** The door to the ledger. */
    public LedgerDoor ledger() {
        return new LedgerAnswers(protection, stores, refusing);
    }

    /** The door to the bundle in force. */
    public BundleDoor bundles(Bundles bundles) {
        Replay replay = new Replay(protection, stores.deliveries(), stores.refusals(), REPLAY);
        return new BundleAnswers(protection, bundles, replay, refusing);
    }

    /** The door for those who run the gateway. */
    public OperationDoor operations() {
        return new OperationAnswers(protection, stores.operations(), refusing);
    }

    /** Grows the ledger, and knows the latest checkpoint, as receipts carry it. */
    public Sequencer sequencer() {
        return sequencer;
    }

    Inspection inspection() {
        return new Inspection(stores.ledger(), protection.statements(), observer::ledgerFault);
    }

    Overriding overriding() {
        return new Overriding(protection, stores.overrides());
    }

    Clocks clocks() {
        return new Clocks(stores, protection.statements(), protection.clock(), pace.escalateAfter());
    }

    Reviews reviews() {
        return new Reviews(stores.deliveries(), recheck(), protection.inForce(), protection.clock());
    }

    /** Watches certificates, a round at a time, by real time. */
    public CertificateWatch certificates(Supplier<List<CertificateExpiry>> own, Clock realTime) {
        return new CertificateWatch(own, protection, stores.notices(), realTime, observer, new HashSet<>());
    }

    /** Picks up what agencies hand in that do not call, a round at a time. */
    public Arrivals arrivals(List<PickUp> pickUps, Arrivals.Answers answers, Executor workers, BooleanSupplier goesOn) {
        return new Arrivals(protection, doors(), refusing::record, answers, pickUps, workers, goesOn);
    }

    private Recheck recheck() {
        return new Recheck(
                protection,
                stores.deliveries(),
                new Anew(protection, stores.commitments(), stores.records(), pace.heldAfter()),
                pace.escalateAfter());
    }

    Pushes pushes(Connector connector, Executor workers, BooleanSupplier goesOn) {
        return new Pushes(
                connector.name(),
                new Reach(
                        protection.inForce(),
                        connector,
                        recheck(),
                        stores.deliveries(),
                        deliveryRoute(connector.name()),
                        new Acknowledge(protection, stores.deliveries()),
                        observer),
                stores.deliveries(),
                claims,
                goesOn,
                recipient -> protection
                        .agency(recipient)
                        .map(agency -> agency.connection().attempts())
                        .orElse(Attempts.USUAL),
                protection.clock(),
                protection.random(),
                workers,
                observer);
    }

    /** What another node put in force counts for what is handed over here, from that moment on. */
    private DeliveryRoute collecting() {
        DeliveryRoute route = deliveryRoute(MailboxConnector.NAME);
        return delivery -> {
            protection.inForce().follow();
            return route.carry(delivery);
        };
    }

    DeliveryRoute deliveryRoute(String connector) {
        RouteCall<Acknowledged> route =
                new RouteCall<>(camel, RouteTemplates.DELIVERY + "-" + connector, Acknowledged.class, observer);
        return delivery -> protection.inForce().deciding(() -> route.call(delivery, delivery.recipient()));
    }

    private void addDelivery(CamelContext context, Connector connector) {
        String route = RouteTemplates.DELIVERY + "-" + connector.name();
        Processor deliver = new HopStep<>("deliver", Released.class, new Deliver(connector)::deliver, observer);
        TemplatedRouteBuilder.builder(context, RouteTemplates.DELIVERY)
                .routeId(route)
                .prefixId(route + "-")
                .parameter("connector", connector.name())
                .parameter("deliver", bound(context, route + "-deliver", deliver))
                .add();
    }

    /** What the gateway does of itself, one round at a time. */
    /** Does it again and again, on a timer of its name; first after the delay. */
    public static RoutesBuilder rounds(String name, Duration delay, Duration every, Runnable round) {
        String timer = "timer:" + name + "?fixedRate=false&delay=" + delay.toMillis() + "&period=" + every.toMillis();
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(timer).routeId(name).process(exchange -> round.run()).id(name + "-round");
            }
        };
    }

    private void addRounds(CamelContext context, String name, Runnable round) throws Exception {
        context.addRoutes(rounds(name, pace.round(), pace.round(), round));
    }

    /** Templates take steps by name; the name stays good when a route is altered and built again. */
    private static String bound(CamelContext context, String name, Processor step) {
        context.getRegistry().bind(name, step);
        return name;
    }

    private static @Nullable WholeRoute guard(ModelCamelContext context, String routeId) {
        if (routeId.equals(RouteTemplates.SUBMISSION)) {
            return new WholeRoute(context, routeId, RouteTemplates.SUBMISSION_HOPS);
        }
        return routeId.startsWith(RouteTemplates.DELIVERY + "-")
                ? new WholeRoute(context, routeId, RouteTemplates.DELIVERY_HOPS)
                : null;
    }
}
