package org.concordat.routes;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.concordat.protection.decision.Circumstances;
import org.concordat.protection.envelope.Sealed;
import org.concordat.protection.ledger.Entry;
import org.concordat.protection.receipt.Digest;
import org.concordat.routes.delivery.DisclosureStatus;
import org.concordat.routes.delivery.DisclosureStatus.Answer;
import org.concordat.routes.delivery.Mailbox;
import org.concordat.routes.delivery.Mailboxes;
import org.concordat.routes.delivery.Notices;
import org.concordat.routes.delivery.OpenChecks;
import org.concordat.routes.hop.Commitment;
import org.concordat.routes.hop.Commitments;
import org.concordat.routes.hop.Deliveries.Confirmed;
import org.concordat.routes.hop.Delivery;
import org.concordat.routes.hop.DeliveryState;
import org.concordat.routes.hop.Notice;
import org.concordat.routes.hop.Quarantine;
import org.concordat.routes.hop.Refusals;
import org.concordat.routes.hop.StoreUnavailable;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.TeamId;

/** The stores in memory, for tests of the routes: the same promises, no database. */
final class MemoryStores implements Commitments, Quarantine, Refusals, Mailboxes, OpenChecks, Notices {
    /** A delivery's row. */
    static final class Row {
        final Commitment.Sent sent;
        final Commitment.Parcel parcel;
        String connector;
        DeliveryState state = DeliveryState.QUEUED;
        boolean left;
        boolean changed;
        Optional<Instant> reviewAt;
        int attempt;
        Instant due;
        Optional<String> statement = Optional.empty();
        Optional<String> readBy = Optional.empty();

        Row(Commitment.Sent sent, Commitment.Parcel parcel) {
            this.sent = sent;
            this.parcel = parcel;
            this.connector = parcel.connector();
            this.due = sent.committed();
            this.reviewAt = parcel.reviewAt();
        }

        boolean isEnded(Instant now) {
            return reviewAt.filter(end -> !now.isBefore(end)).isPresent();
        }

        Delivery delivery() {
            return new Delivery(
                    parcel.delivery(),
                    sent.sender(),
                    sent.team(),
                    sent.id(),
                    sent.kind(),
                    parcel.recipient(),
                    connector,
                    attempt,
                    state,
                    left,
                    parcel.decision(),
                    parcel.digest(),
                    Digest.of(parcel.content().toByteArray()),
                    parcel.content().size(),
                    parcel.grounds());
        }
    }

    final Map<UUID, Commitment> commitments = new LinkedHashMap<>();
    final Map<UUID, Row> rows = new LinkedHashMap<>();
    final Map<String, Optional<UUID>> expected = new LinkedHashMap<>();
    final Set<UUID> told = new HashSet<>();
    final List<Entry> entries = new ArrayList<>();
    final MemoryLedger ledger = new MemoryLedger(entries);
    final List<Notice> notices = new ArrayList<>();
    final Set<UUID> confirmed = new HashSet<>();
    final Set<UUID> passedOn = new HashSet<>();
    final Map<String, SetAside> quarantined = new HashMap<>();
    Circumstances onRecord = Circumstances.NONE;
    final MemoryConsents consents = new MemoryConsents(entries, notices);
    final MemoryOverrides overrides = new MemoryOverrides(entries, notices);
    final MemoryOperations operations = new MemoryOperations(entries);
    final MemoryHoldings holdings = new MemoryHoldings(entries);
    boolean away;
    boolean quarantineFull;
    /** Whether copies are no longer those that were committed. */
    boolean exchanged;
    /** What stands where an original was. */
    final Map<UUID, Sealed> originals = new HashMap<>();

    final Set<UUID> forged = new HashSet<>();

    Stores stores() {
        return new Stores(
                this,
                this,
                this,
                new MemoryDeliveries(this),
                this,
                this::status,
                this,
                new MemoryHeldDeliveries(this),
                this,
                question -> onRecord,
                consents,
                overrides,
                holdings,
                ledger,
                operations);
    }

    Row only(AgencyId recipient) {
        return rows.values().stream()
                .filter(row -> row.parcel.recipient().equals(recipient))
                .collect(Collectors.collectingAndThen(Collectors.toList(), found -> found.get(0)));
    }

    void reach() {
        if (away) {
            throw new StoreUnavailable("test", "08006");
        }
    }

    @Override
    public synchronized Optional<OnRecord> find(AgencyId sender, UUID id) {
        reach();
        return Optional.ofNullable(commitments.get(id))
                .filter(c -> c.sent().sender().equals(sender))
                .map(c -> new OnRecord(c.sent().digest(), c.receipt()));
    }

    @Override
    public synchronized OnRecord commit(Commitment commitment) {
        reach();
        Commitment.Sent sent = commitment.sent();
        Optional<OnRecord> earlier = find(sent.sender(), sent.id());
        if (earlier.isPresent()) {
            return earlier.get();
        }
        commitments.put(sent.id(), commitment);
        for (Commitment.Parcel parcel : commitment.parcels()) {
            rows.put(parcel.delivery(), new Row(sent, parcel));
            if (sent.respondBy().isPresent()) {
                expected.put(sent.id() + " " + parcel.recipient(), Optional.empty());
            }
            sent.inReplyTo()
                    .ifPresent(asked -> commitment
                            .answers()
                            .by()
                            .forEach(name -> expected.replace(asked + " " + name, Optional.of(sent.id()))));
        }
        entries.addAll(commitment.entries());
        notices.addAll(commitment.notices());
        return new OnRecord(sent.digest(), commitment.receipt());
    }

    @Override
    public Optional<Sealed> original(AgencyId sender, UUID id) {
        return Optional.of(originals.getOrDefault(id, commitments.get(id).original()));
    }

    @Override
    public void forged(UUID id) {
        forged.add(id);
    }

    @Override
    public synchronized Set<AgencyId> sendersOf(UUID disclosure, UUID conversation, AgencyId recipient) {
        return rows.values().stream()
                .filter(row -> row.sent.id().equals(disclosure)
                        && row.sent.conversation().equals(conversation)
                        && row.parcel.recipient().equals(recipient))
                .map(row -> row.sent.sender())
                .collect(Collectors.toSet());
    }

    @Override
    public synchronized boolean keep(SetAside document) {
        if (!quarantineFull) {
            quarantined.putIfAbsent(document.from() + document.digest(), document);
        }
        return !quarantineFull;
    }

    @Override
    public synchronized void append(List<Entry> refusals) {
        reach();
        entries.addAll(refusals);
    }

    @Override
    public synchronized Mailbox of(AgencyId recipient, Predicate<TeamId> such, int atMost) {
        List<Mailbox.Waiting> waiting = rows.values().stream()
                .filter(row -> row.parcel.recipient().equals(recipient)
                        && row.state != DeliveryState.RETURNED
                        && row.state != DeliveryState.RECEIVED)
                .map(row -> new Mailbox.Waiting(
                        row.parcel.delivery(),
                        row.sent.sender(),
                        row.sent.kind(),
                        row.sent.conversation(),
                        1,
                        row.parcel.team(),
                        row.parcel.role(),
                        row.sent.committed(),
                        row.sent.respondBy(),
                        1,
                        row.state == DeliveryState.DELIVERED))
                .toList();
        return new Mailbox(
                waiting,
                notices.stream()
                        .filter(n -> n.to().equals(recipient) && such.test(n.team()) && !confirmed.contains(n.id()))
                        .toList());
    }

    private synchronized Optional<DisclosureStatus> status(AgencyId sender, Predicate<TeamId> of, UUID disclosure) {
        return Optional.ofNullable(commitments.get(disclosure))
                .filter(c ->
                        c.sent().sender().equals(sender) && of.test(c.sent().team()))
                .map(c -> new DisclosureStatus(
                        disclosure,
                        c.sent().kind(),
                        c.sent().conversation(),
                        c.sent().actor(),
                        c.sent().committed(),
                        c.sent().respondBy(),
                        c.receipt().jws(),
                        c.parcels().stream()
                                .map(parcel -> to(disclosure, parcel))
                                .toList(),
                        List.of()));
    }

    private DisclosureStatus.To to(UUID disclosure, Commitment.Parcel parcel) {
        Optional<UUID> answeredBy = expected.getOrDefault(disclosure + " " + parcel.recipient(), Optional.empty());
        return new DisclosureStatus.To(
                parcel.recipient(),
                parcel.team(),
                parcel.role(),
                parcel.delivery(),
                rows.get(parcel.delivery()).state,
                commitments.get(disclosure).sent().committed(),
                rows.get(parcel.delivery()).readBy,
                answeredBy.isPresent() ? Answer.ANSWERED : Answer.NOT_YET_ANSWERED,
                answeredBy,
                Optional.empty(),
                Optional.empty());
    }

    @Override
    public synchronized List<Outstanding> overdue(Instant now, int atMost) {
        List<Outstanding> overdue = new ArrayList<>();
        for (Commitment commitment : commitments.values()) {
            Commitment.Sent sent = commitment.sent();
            List<AgencyId> missing = commitment.parcels().stream()
                    .map(Commitment.Parcel::recipient)
                    .filter(agency -> Optional.empty().equals(expected.get(sent.id() + " " + agency)))
                    .toList();
            boolean passed =
                    sent.respondBy().filter(until -> !until.isAfter(now)).isPresent();
            if (passed && !missing.isEmpty() && !told.contains(sent.id())) {
                overdue.add(new Outstanding(sent.sender(), sent.team(), sent.id(), missing));
            }
        }
        return overdue;
    }

    @Override
    public synchronized boolean tell(Outstanding outstanding, Notice notice) {
        return told.add(outstanding.disclosure()) && notices.add(notice);
    }

    @Override
    public Optional<Notice> to(AgencyId agency, UUID notice) {
        return notices.stream()
                .filter(n -> n.to().equals(agency) && n.id().equals(notice))
                .findFirst();
    }

    @Override
    public void confirmed(Notice notice, Instant at, Confirmed by) {
        confirmed.add(notice.id());
    }

    @Override
    public void insertOnce(Notice notice) {
        reach();
        if (notices.stream().noneMatch(known -> known.regarding().equals(notice.regarding()))) {
            notices.add(notice);
        }
    }

    @Override
    public List<Notice> unconfirmed(Instant now, int atMost) {
        return notices.stream()
                .filter(n -> n.until().filter(until -> !until.isAfter(now)).isPresent()
                        && !confirmed.contains(n.id())
                        && !passedOn.contains(n.id()))
                .toList();
    }

    @Override
    public boolean passOn(Notice notice, Optional<Notice> next) {
        next.ifPresent(notices::add);
        return passedOn.add(notice.id());
    }
}
