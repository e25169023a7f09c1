package org.concordat.routes.bundle;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.configuration.Configuration;
import org.concordat.protection.envelope.Sealed;
import org.concordat.protection.mapping.Mapping;
import org.concordat.protection.mapping.MappingFailed;
import org.concordat.protection.mapping.Shape;
import org.concordat.protection.mapping.Trial;
import org.concordat.routes.bundle.Replayed.Group;
import org.concordat.routes.hop.Deliveries;
import org.concordat.routes.hop.Delivery;
import org.concordat.routes.hop.HopRefused;
import org.concordat.routes.hop.Protection;
import org.concordat.schemas.terminology.AgencyId;

/**
 * Tries a bundle's mappings on the shapes of what agencies were sent of late, beside those in force. What was sent is opened,
 * one at a time, with the key that its recipient left to the gateway; no mapping sees more of it than its shape, and nothing is
 * written. One at a time on a node. Safe to share.
 */
public final class Replay {
    private static final int MOST = 500;
    private static final Duration BACK = Duration.ofDays(1);

    private final Protection protection;
    private final Deliveries deliveries;
    private final Lock one = new ReentrantLock();

    public Replay(Protection protection, Deliveries deliveries) {
        this.protection = protection;
        this.deliveries = deliveries;
    }

    /**
     * What would come of the latest deliveries to the agencies whose mappings change.
     *
     * @throws HopRefused {@code RETRY_LATER} while another is made
     */
    public Replayed of(Configuration tomorrow) throws HopRefused {
        Configuration today = protection.configuration();
        Set<AgencyId> changed = today.agencies().all().stream()
                .map(Agency::id)
                .filter(id -> !digest(today, id).equals(digest(tomorrow, id)))
                .collect(Collectors.toSet());
        Instant since = protection.now().minus(BACK);
        if (!one.tryLock()) {
            throw HopRefused.of("replay.busy");
        }
        try {
            List<Delivery> found = changed.isEmpty() ? List.of() : deliveries.since(since, changed, MOST + 1);
            Shape shape = new Shape();
            List<Group> tried = found.stream()
                    .limit(MOST)
                    .map(delivery -> tried(delivery, shape, today, tomorrow))
                    .toList();
            List<Group> groups = tried.stream()
                    .distinct()
                    .map(group -> group.times(Collections.frequency(tried, group)))
                    .toList();
            return new Replayed(since, found.size() > MOST, groups);
        } finally {
            one.unlock();
        }
    }

    private Group tried(Delivery delivery, Shape shape, Configuration today, Configuration tomorrow) {
        AgencyId agency = delivery.recipient();
        Optional<Mapping> now = mapping(today, agency);
        Optional<Mapping> next = mapping(tomorrow, agency);
        Trial trial = now.isPresent() && next.isPresent()
                ? trial(delivery, shape, now.get(), next.get())
                : Trial.none("the agency has no mapping " + (now.isEmpty() ? "so far" : "any more")
                        + ": it alone opens what is kept for it");
        return new Group(agency, delivery.kind(), trial, 1);
    }

    private Trial trial(Delivery delivery, Shape shape, Mapping today, Mapping tomorrow) {
        try {
            Sealed content = deliveries.content(delivery).orElseThrow(HopRefused::noSuchDelivery);
            return Trial.of(protection.custody().shape(content, delivery.recipient(), shape), today, tomorrow);
        } catch (HopRefused e) {
            return Trial.none(e.sentence());
        } catch (MappingFailed e) {
            return Trial.none("no shape can be made of it");
        }
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
