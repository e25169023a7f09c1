package org.concordat.routes.arrival;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.agency.HandsIn;
import org.concordat.protection.envelope.Sealed;
import org.concordat.routes.SubmissionDoor;
import org.concordat.routes.connector.Arrival;
import org.concordat.routes.connector.ConnectorFailed;
import org.concordat.routes.connector.PickUp;
import org.concordat.routes.connector.PickUp.Answer;
import org.concordat.routes.connector.PickUp.Outcome;
import org.concordat.routes.hop.Admit;
import org.concordat.routes.hop.Channel;
import org.concordat.routes.hop.Commit.Committed;
import org.concordat.routes.hop.Evidence;
import org.concordat.routes.hop.HopRefused;
import org.concordat.routes.hop.HopRefused.Category;
import org.concordat.routes.hop.Protection;
import org.concordat.routes.hop.StoreUnavailable;
import org.concordat.routes.hop.Submission;

/**
 * Looks where agencies hand in, each place on its own, so that one that is slow or away delays no other, and takes what lies
 * there through the same door as what is called in. At each place one node looks. Which agencies and where is asked of the
 * configuration in force at every round.
 */
public final class Arrivals {
    private static final Logger LOG = System.getLogger(Arrivals.class.getName());
    private static final Duration LEASE = Duration.ofSeconds(10);
    /** In real time, like all of this: it is how a node behaves, and no deadline of anybody's. */
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    private static final int DOUBLINGS = 5;
    private static final int DER_SEQUENCE = 0x30;

    private final Protection protection;
    private final SubmissionDoor door;
    private final Consumer<HopRefused> record;
    private final Answers answers;
    private final List<PickUp> pickUps;
    private final UUID node;
    private final Executor workers;
    private final BooleanSupplier goesOn;
    private final Map<String, Spot> spots = new ConcurrentHashMap<>();

    /**
     * What else is needed to answer.
     *
     * @param problem a refusal as its sender reads it
     */
    public record Answers(Turns turns, Rooms rooms, Function<HopRefused, String> problem) {}

    /** A place where something may lie. */
    private static final class Spot {
        final AtomicBoolean looking = new AtomicBoolean();
        volatile long next = System.nanoTime();
        final AtomicInteger failures = new AtomicInteger();
    }

    /**
     * Rounds.
     *
     * @param record puts a refusal on record that no route was asked for
     * @param goesOn whether this node still takes new work
     */
    public Arrivals(
            Protection protection,
            SubmissionDoor door,
            Consumer<HopRefused> record,
            Answers answers,
            List<PickUp> pickUps,
            Executor workers,
            BooleanSupplier goesOn) {
        this.protection = protection;
        this.door = door;
        this.record = record;
        this.answers = answers;
        this.pickUps = List.copyOf(pickUps);
        this.node = protection.ids().random();
        this.workers = workers;
        this.goesOn = goesOn;
    }

    /** One round: sets workers to look, and does not wait for them; keeps the turns of those who look still. */
    public void round() {
        for (PickUp pickUp : pickUps) {
            List<Agency> agencies = protection.agencies().all().stream()
                    .filter(agency -> handsIn(agency, pickUp.name()))
                    .toList();
            if (pickUp.isOpenToAll()) {
                if (!agencies.isEmpty()) {
                    visit(pickUp.name(), pickUp, agencies);
                }
            } else {
                agencies.forEach(agency -> visit(pickUp.name() + "/" + agency.id(), pickUp, List.of(agency)));
            }
        }
    }

    private boolean handsIn(Agency agency, String connector) {
        Instant now = protection.now();
        return agency.inForce().covers(now)
                && agency.handsIn()
                        .filter(way -> way.endpoint().connector().equals(connector))
                        .filter(way -> way.isOpen(now))
                        .isPresent();
    }

    private void visit(String place, PickUp pickUp, List<Agency> agencies) {
        Spot spot = spots.computeIfAbsent(place, at -> new Spot());
        if (spot.looking.get()) {
            turn(place);
        } else if (goesOn.getAsBoolean() && System.nanoTime() - spot.next >= 0 && turn(place)) {
            spot.looking.set(true);
            workers.execute(() -> {
                try {
                    look(place, pickUp, agencies, spot);
                } finally {
                    spot.next =
                            System.nanoTime() + (BETWEEN_LOOKS.toNanos() << Math.min(DOUBLINGS, spot.failures.get()));
                    spot.looking.set(false);
                }
            });
        }
    }

    private boolean turn(String place) {
        try {
            return answers.turns().take(place, node, LEASE);
        } catch (StoreUnavailable e) {
            return false;
        }
    }

    private void look(String place, PickUp pickUp, List<Agency> agencies, Spot spot) {
        try {
            pickUp.look(agencies, new Hands(pickUp));
            spot.failures.set(0);
        } catch (ConnectorFailed e) {
            spot.failures.incrementAndGet();
            LOG.log(Level.INFO, "looking at {0}: {1}", place, e.getMessage());
        } catch (RuntimeException e) {
            spot.failures.incrementAndGet();
            // what libraries say may quote what they read
            LOG.log(
                    Level.ERROR,
                    "looking at {0} failed: {1}",
                    place,
                    e.getClass().getName());
        }
    }

    /** Takes what was found by one connector. */
    private final class Hands implements PickUp.Taking {
        private static final Answer LATER = new Answer(Outcome.LATER, "", false);

        private final PickUp pickUp;

        Hands(PickUp pickUp) {
            this.pickUp = pickUp;
        }

        @Override
        public boolean goesOn() {
            return goesOn.getAsBoolean();
        }

        @Override
        public Answer take(Agency from, Arrival arrival) throws ConnectorFailed {
            try {
                return taken(from, arrival);
            } catch (HopRefused e) {
                // of two nodes that take the same at once one is later, and finds it on record when it looks again
                boolean later = e.category() == Category.RETRY_LATER
                        || (isLocal(from) && e.code().endsWith(".id-reused"));
                return later
                        ? LATER
                        : new Answer(
                                Outcome.REFUSED,
                                answers.problem().apply(e),
                                isAnybodys(e.evidence().isEmpty()));
            } catch (StoreUnavailable e) {
                return LATER;
            }
        }

        @Override
        public Sealed sealed(Answer answer, Agency to) {
            return protection.sealed(answer.text(), to);
        }

        private Answer taken(Agency from, Arrival arrival) throws HopRefused, ConnectorFailed {
            if (arrival.unfit().isPresent()) {
                throw refuse(from, arrival.unfit().get());
            }
            long most = Math.min(Admit.LARGEST, answers.rooms().most());
            if (Long.compareUnsigned(arrival.size(), most) > 0) { // what a server says is negative is huge
                throw refuse(from, "request.too-large", most);
            }
            Optional<Rooms.Held> free = answers.rooms().hold(from.id(), arrival.size());
            if (free.isEmpty()) {
                return LATER;
            }
            try (Rooms.Held room = free.get()) {
                Optional<byte[]> read = arrival.reading().bytes();
                return read.isEmpty() ? LATER : submitted(from, arrival, read.get(), room);
            }
        }

        private Answer submitted(Agency from, Arrival arrival, byte[] bytes, Rooms.Held room) throws HopRefused {
            if (bytes.length == 0) {
                throw refuse(from, "request.empty");
            }
            boolean sealed = bytes[0] == DER_SEQUENCE;
            if (pickUp.isOpenToAll() && !sealed) {
                throw refuse(from, "admit.not-sealed-to-gateway");
            }
            Submission.Form form =
                    isLocal(from) ? Submission.Form.LOCAL : sealed ? Submission.Form.CMS : Submission.Form.XML;
            Channel channel = new Channel(
                    from.id(),
                    from.handsIn().orElseThrow().endpoint(),
                    pickUp.isOpenToAll(),
                    arrival.name(),
                    arrival.at());
            Committed committed = door.submit(new Submission(channel, form, bytes, room));
            return new Answer(Outcome.TAKEN, committed.receipt().jws(), isAnybodys(committed.isRepeat()));
        }

        /** Of what anybody could have put there, what is refused has evidence only once its signature held. */
        private boolean isAnybodys(boolean unproven) {
            return pickUp.isOpenToAll() && unproven;
        }

        private static boolean isLocal(Agency from) {
            return from.handsIn().flatMap(HandsIn::mapping).isPresent();
        }

        private HopRefused refuse(Agency from, String code, Object... said) {
            HopRefused refused = HopRefused.of(code, said);
            if (!pickUp.isOpenToAll()) {
                refused = refused.on(Evidence.refused(protection.now(), code, from.id()));
            }
            record.accept(refused);
            return refused;
        }
    }
}
