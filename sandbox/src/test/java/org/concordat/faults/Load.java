package org.concordat.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.concordat.cli.gateway.Answer;
import org.concordat.cli.outcome.Stopped;
import org.concordat.protection.receipt.Statement;
import org.concordat.protection.receipt.StatementRefused;
import org.concordat.sandbox.northshire.Northshire;

/**
 * Agencies at work, all at once: they ask, answer, collect and confirm, as fast as they get answers. What got no receipt
 * is repeated, byte for byte, until it has one; what has one is repeated now and then, to see whether it is the same.
 */
final class Load implements AutoCloseable {
    private static final int REPEATS_ONE_IN = 6;
    private static final Duration BETWEEN_STEPS = Duration.ofMillis(25);
    private static final int AT_ONCE = 8;

    private final Ground ground;
    private final ExecutorService hands = Executors.newCachedThreadPool();
    private final List<Sender> senders = new ArrayList<>();
    private final List<Collector> collectors = new ArrayList<>();
    private final Map<UUID, Receipted> receipts = new ConcurrentHashMap<>();
    private final Queue<String> surprises = new ConcurrentLinkedQueue<>();
    private final HandedOut handedOut;
    private final AtomicInteger unanswered = new AtomicInteger();
    private final AtomicInteger told = new AtomicInteger();
    private volatile boolean writing = true;

    /** A disclosure and what its sender was given for it. */
    record Receipted(Correspondent sender, Document document, String receipt, Statement.Committed committed) {}

    Load(Ground ground, long seed) throws Exception {
        this.ground = ground;
        Correspondent probation = ground.correspondent(Northshire.PROBATION);
        Correspondent police = ground.correspondent(Northshire.POLICE);
        Correspondent children = ground.correspondent(Northshire.CHILDREN);
        handedOut = new HandedOut(probation.gatewaysWord());
        Document check = probation.write("check-request", Map.of());
        Answer asked = probation.submit(check);
        record(new Receipted(probation, check, receiptIn(asked), probation.receipted(check, asked)));
        Map<String, String> reply = Map.of(
                "CONVERSATION", check.conversation().toString(),
                "REQUEST", check.id().toString());
        senders.add(new Sender(probation, "check-request", Map.of(), seed));
        senders.add(new Sender(probation, "check-request", Map.of(), seed + 1));
        senders.add(new Sender(police, "police-answer", reply, seed + 2));
        senders.add(new Sender(children, "children-answer", reply, seed + 3));
        collectors.add(new Collector(probation));
        collectors.add(new Collector(police));
    }

    /** Begins. */
    Load go() {
        senders.forEach(each -> every(each::step));
        collectors.forEach(each -> every(each::step));
        return this;
    }

    private void every(Runnable step) {
        hands.execute(() -> {
            while (!hands.isShutdown()) {
                try {
                    step.run();
                } catch (RuntimeException defect) {
                    surprises.add(String.valueOf(defect));
                }
                LockSupport.parkNanos(BETWEEN_STEPS.toNanos());
            }
        });
    }

    /** Nothing new is written from now on; what got no receipt is still repeated, and what waits collected. */
    void writeNoMore() {
        writing = false;
    }

    /** Whether every sender has a receipt for all that it ever sent. */
    boolean allReceipted() {
        return senders.stream().allMatch(Sender::isDone);
    }

    Map<UUID, Receipted> receipts() {
        return receipts;
    }

    /** The checkpoints that came with receipts and mailboxes. */
    HandedOut handedOut() {
        return handedOut;
    }

    /** Waits for so many receipts more: what is broken then is broken while there is work. */
    void work(int more) {
        int enough = receipts.size() + more;
        Awaitility.await("the load goes on")
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> receipts.size() >= enough);
    }

    /** What no agency should ever meet, in words. */
    List<String> surprises() {
        return List.copyOf(surprises);
    }

    /** How many requests got no answer. */
    int unanswered() {
        return unanswered.get();
    }

    /** How many requests were told to come again. */
    int toldToRetry() {
        return told.get();
    }

    /** For the record. */
    String figures() {
        int promised = receipts.values().stream()
                .mapToInt(receipted -> receipted.committed().deliveries().size())
                .sum();
        return receipts.size() + " disclosures receipted, " + promised + " deliveries, " + handedOut.count()
                + " checkpoints handed out, " + unanswered
                + " requests without an answer, " + told + " told to come again";
    }

    /** Ends, and waits for what is under way. */
    @Override
    public void close() {
        hands.shutdownNow();
        try {
            if (!hands.awaitTermination(70, TimeUnit.SECONDS)) {
                surprises.add("a request never ended");
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    private void record(Receipted receipted) {
        receipts.put(receipted.document().id(), receipted);
    }

    private static String receiptIn(Answer answer) {
        return answer.json().path("receipt").asString("");
    }

    /** Whether an answer is one; counts it when it only tells to come again, and is surprised by anything else. */
    private boolean holds(Answer answer, String what) {
        if (answer.status() == 503) {
            told.incrementAndGet();
            return false;
        }
        if (!answer.isSuccess()) {
            surprises.add(what + " was answered " + answer.status() + " "
                    + answer.problem().orElse(""));
            return false;
        }
        return true;
    }

    /** One of an agency's queues of disclosures: one after the other, none before the last has its receipt. */
    private final class Sender {
        private final Correspondent agency;
        private final String draft;
        private final Map<String, String> blanks;
        private final Random random;
        private final List<Receipted> earlier = new ArrayList<>();
        private Optional<Document> open = Optional.empty();

        Sender(Correspondent agency, String draft, Map<String, String> blanks, long seed) {
            this.agency = agency;
            this.draft = draft;
            this.blanks = blanks;
            this.random = new Random(seed);
        }

        synchronized boolean isDone() {
            return open.isEmpty();
        }

        synchronized void step() {
            try {
                if (open.isEmpty() && !earlier.isEmpty() && random.nextInt(REPEATS_ONE_IN) == 0) {
                    repeat(earlier.get(random.nextInt(earlier.size())));
                } else if (open.isPresent() || writing) {
                    send(open.isPresent() ? open.get() : agency.write(draft, blanks));
                }
            } catch (Stopped noAnswer) {
                unanswered.incrementAndGet();
            } catch (Exception broken) {
                surprises.add(draft + ": " + broken);
            }
        }

        private void send(Document document) throws Exception {
            open = Optional.of(document);
            Answer answer = agency.submit(document);
            if (holds(answer, "a disclosure")) {
                Receipted receipted =
                        new Receipted(agency, document, receiptIn(answer), agency.receipted(document, answer));
                record(receipted);
                if (receipted.committed().checkpoint().isPresent()) { // the first ones have none to carry
                    handedOut.got(receipted.committed().checkpoint().get());
                }
                earlier.add(receipted);
                open = Optional.empty();
            }
        }

        private void repeat(Receipted before) throws Stopped {
            Answer answer = agency.submit(before.document());
            if (holds(answer, "a repeat")
                    && (answer.status() != 200 || !receiptIn(answer).equals(before.receipt()))) {
                surprises.add(
                        "a repeat got another receipt: " + before.document().id());
            }
        }
    }

    /** Who empties an agency's mailbox. */
    private final class Collector {
        private final Correspondent agency;

        Collector(Correspondent agency) {
            this.agency = agency;
        }

        void step() {
            try {
                Answer mailbox = agency.gateway().mailbox();
                if (!holds(mailbox, "a mailbox")) {
                    return;
                }
                if (mailbox.json().has("checkpoint")) {
                    handedOut.got(mailbox.json().path("checkpoint").asString(""));
                }
                for (UUID delivery :
                        Correspondent.waiting(mailbox).stream().limit(AT_ONCE).toList()) {
                    Answer collected = agency.gateway().collect(delivery);
                    if (holds(collected, "a collection")) {
                        ground.arrivals().came(delivery, collected.body(), agency);
                        holds(
                                agency.gateway().receipt(delivery, agency.receipt(delivery, collected.body())),
                                "a receipt");
                    }
                }
            } catch (Stopped noAnswer) {
                unanswered.incrementAndGet();
            } catch (StatementRefused broken) {
                surprises.add("a mailbox: " + broken);
            }
        }
    }
}
