package org.concordat.routes.bundle;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.configuration.Configuration;
import org.concordat.protection.envelope.Sealed;
import org.concordat.protection.ledger.Entry;
import org.concordat.protection.mapping.Mapping;
import org.concordat.protection.mapping.MappingFailed;
import org.concordat.protection.mapping.Shape;
import org.concordat.protection.mapping.Trial;
import org.concordat.routes.bundle.Replayed.Group;
import org.concordat.routes.hop.Deliveries;
import org.concordat.routes.hop.Delivery;
import org.concordat.routes.hop.HopRefused;
import org.concordat.routes.hop.Protection;
import org.concordat.routes.hop.Refusals;
import org.concordat.schemas.terminology.AgencyId;

/**
 * Tries a bundle's mappings on the shapes of what agencies were sent of late, beside those in force. What was sent is opened,
 * one at a time, with the key that its recipient left to the gateway; no mapping sees more of it than its shape, and nothing is
 * written but who asked. One at a time on a node. Safe to share.
 */
public final class Replay {
    private static final int MOST = 500;
    private static final Trial OVER = Trial.none("the time was up");
    private static final Duration BACK = Duration.ofDays(1);
    /** One trial has that part of the time. */
    private static final int SHARES = 3;
    /** As many trials as come to no end are left to run, each on a processor, until the node is restarted; then none is begun. */
    private static final int ENDLESS = 2;

    private final Protection protection;
    private final Deliveries deliveries;
    private final Refusals evidence;
    private final Duration atMost;
    private final Lock one = new ReentrantLock();
    private final Semaphore trials = new Semaphore(ENDLESS);

    /** @param atMost how long one takes, in real time: then the answer is what is known */
    public Replay(Protection protection, Deliveries deliveries, Refusals evidence, Duration atMost) {
        this.protection = protection;
        this.deliveries = deliveries;
        this.evidence = evidence;
        this.atMost = atMost;
    }

    /**
     * What would come of the latest deliveries to the agencies whose mappings change.
     *
     * @param asked what is entered before anything is opened
     * @throws HopRefused {@code RETRY_LATER} while another is made, or too many came to no end
     */
    public Replayed of(Configuration tomorrow, Entry asked) throws HopRefused {
        Configuration today = protection.configuration();
        Set<AgencyId> changed = today.agencies().all().stream()
                .map(Agency::id)
                .filter(id -> !digest(today, id).equals(digest(tomorrow, id)))
                .collect(Collectors.toSet());
        Instant since = protection.now().minus(BACK);
        if (trials.availablePermits() == 0 || !one.tryLock()) {
            throw HopRefused.of("replay.busy");
        }
        try {
            evidence.append(List.of(asked));
            List<Delivery> found = changed.isEmpty() ? List.of() : deliveries.since(since, changed, MOST + 1);
            long until = System.nanoTime() + atMost.toNanos();
            Looking looking =
                    new Looking(this, today, tomorrow, new Shape(), new HashMap<>(), until, new AtomicBoolean());
            Map<List<Object>, Group> groups = new LinkedHashMap<>();
            for (Delivery delivery : found.subList(0, Math.min(found.size(), MOST))) {
                // all are counted: how far it came would tell which of them have no shape
                Trial trial = looking.isOver() ? OVER : looking.at(delivery);
                Group group = new Group(delivery.recipient(), delivery.kind(), trial, 1);
                groups.merge(List.of(group.agency(), group.kind()), group, Group::and);
            }
            return new Replayed(since, looking.isOver() || found.size() > MOST, List.copyOf(groups.values()));
        } finally {
            one.unlock();
        }
    }

    /** One replay, and what came of the samples in it. */
    private record Looking(
            Replay its,
            Configuration today,
            Configuration tomorrow,
            Shape shape,
            Map<AgencyId, Trial> samples,
            long until,
            AtomicBoolean endless) {
        boolean isOver() {
            return endless.get() || System.nanoTime() - until >= 0;
        }

        Trial at(Delivery delivery) {
            AgencyId agency = delivery.recipient();
            Optional<Mapping> now = mapping(today, agency);
            Optional<Mapping> next = mapping(tomorrow, agency);
            if (now.isEmpty() || next.isEmpty()) {
                return Trial.none("the agency has no mapping " + (now.isEmpty() ? "so far" : "any more")
                        + ": it alone opens what is kept for it");
            }
            Trial sample = samples.computeIfAbsent(agency, id -> sample(now.get(), next.get()));
            if (sample.answer() == Trial.Answer.NOT_TRIED) {
                return sample;
            }
            try {
                Sealed content = its.deliveries.content(delivery).orElseThrow(HopRefused::noSuchDelivery);
                byte[] made = its.protection.custody().shape(content, agency, shape);
                return sample.and(tried(made, now.get(), next.get()));
            } catch (HopRefused e) {
                return Trial.none(e.sentence());
            } catch (MappingFailed e) {
                return sample; // which of them have no shape is told to nobody
            }
        }

        /** Of the mapping's own sample: part of every answer, so that nothing is told of what has no shape; without it, none is. */
        private Trial sample(Mapping now, Mapping next) {
            String file = "mappings/" + next.name() + "/sample.xml";
            try {
                byte[] record = tomorrow.written().bundle().read(file, Mapping.LARGEST);
                return tried(shape.of(record), now, next);
            } catch (IOException | MappingFailed e) {
                return Trial.none(
                        "the mapping's own sample has a section that no replay tells of: give it one without");
            }
        }

        /** On a thread of its own, which is left to run when the time is up: nothing stops a mapping. */
        private Trial tried(byte[] made, Mapping now, Mapping next) {
            if (isOver()) {
                return OVER;
            }
            its.trials.acquireUninterruptibly();
            CompletableFuture<Trial> trial = CompletableFuture.supplyAsync(
                            () -> Trial.of(made, now, next), Replay::begin)
                    .whenComplete((done, failed) -> its.trials.release());
            try {
                return trial.get(its.atMost.toNanos() / SHARES, TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                endless.set(true);
                return new Trial(Trial.Answer.FAILS, "this mapping, or today's, came to no end in time", List.of());
            } catch (ExecutionException e) {
                throw new IllegalStateException("a mapping cannot be tried", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while a mapping was tried", e);
            }
        }
    }

    private static void begin(Runnable trial) {
        Thread thread = new Thread(trial, "replay");
        thread.setDaemon(true);
        thread.start();
    }

    private static Optional<Mapping> mapping(Configuration configuration, AgencyId agency) {
        return configuration.agencies().find(agency).flatMap(Agency::mapping);
    }

    /** Of everything that belongs to an agency's mapping; empty where it has none. */
    private static Optional<String> digest(Configuration configuration, AgencyId agency) {
        return mapping(configuration, agency)
                .map(mapping -> configuration.written().bundle().digest("mappings/" + mapping.name() + "/"));
    }
}
