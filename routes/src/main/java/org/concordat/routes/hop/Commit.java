package org.concordat.routes.hop;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.concordat.protection.agency.Desk;
import org.concordat.protection.agency.RoleQueue;
import org.concordat.protection.ledger.Entry;
import org.concordat.protection.receipt.Receipt;
import org.concordat.protection.receipt.Statement;
import org.concordat.routes.hop.Check.Checked;
import org.concordat.routes.hop.Commitment.Parcel;
import org.concordat.routes.hop.Commitments.OnRecord;
import org.concordat.routes.hop.Seal.Lot;
import org.concordat.routes.hop.Seal.Sealed;
import org.concordat.schemas.disclosure.Header;
import org.concordat.schemas.disclosure.Recipient;

/** The last hop of a submission: writes the disclosure, its deliveries, its evidence and its receipt, all or nothing. */
public record Commit(Protection protection, Commitments commitments, Checkpoints checkpoints) {
    /** Yields the receipt only once everything that it speaks of is durable. */
    public Committed commit(Sealed sealed) throws HopRefused, KnownRepeat {
        Commitment commitment = commitment(sealed);
        OnRecord now = write(commitment);
        if (!now.receipt().equals(commitment.receipt())) {
            // the same id was handed in twice at once, and the other one was first
            throw now.repeated(
                    commitment.sent().digest(), "commit", commitment.sent().sender(), sealed.at);
        }
        return new Committed(now.receipt(), false);
    }

    static Committed again(Receipt receipt) {
        return new Committed(receipt, true);
    }

    Commitment commitment(Sealed sealed) {
        Checked checked = sealed.checked;
        Header header = checked.header();
        Commitment.Sent sent = new Commitment.Sent(
                header.from().agency(),
                header.from().team(),
                header.id(),
                header.kind(),
                header.conversation().id(),
                header.conversation().inReplyTo(),
                header.from().actor(),
                sealed.at,
                header.respondBy(),
                protection.overtakes(header.kind()),
                checked.digest());
        List<Parcel> parcels = sealed.lots.stream().map(Lot::parcel).toList();
        List<Statement.NotAsked> notAsked =
                sealed.omissions.stream().map(Omission::word).toList();
        List<Entry> entries = new ArrayList<>();
        sealed.lots.forEach(lot -> entries.add(lot.entry()));
        sealed.omissions.forEach(omission -> entries.add(protection.entry(omission.evidence())));
        Receipt receipt =
                protection.statements().receipt(sent, parcels, notAsked, checked.queries, checkpoints.latest());
        Map<UUID, Commitment.Rests> consents = new HashMap<>();
        sealed.lots.forEach(lot ->
                lot.consent().ifPresent(consent -> consents.put(lot.parcel().delivery(), consent)));
        return new Commitment(
                sent,
                sealed.original,
                receipt,
                parcels,
                notAsked,
                entries,
                consents,
                new Allocations(protection).of(checked, sealed.lots),
                receivedElsewhere(checked, parcels),
                new Commitment.Answers(
                        protection.names(sent.sender()),
                        parcels.stream()
                                .flatMap(parcel -> protection.names(parcel.recipient()).stream())
                                .collect(Collectors.toSet())));
    }

    /** Of each recipient whose work is another agency's now, where that agency receives it. */
    private List<Notice> receivedElsewhere(Checked checked, List<Parcel> parcels) {
        Header header = checked.header();
        List<Notice> notices = new ArrayList<>();
        for (Recipient to : checked.disclosure().recipients()) {
            RoleQueue now = protection.now(RoleQueue.of(to));
            boolean received = parcels.stream()
                    .anyMatch(
                            p -> p.recipient().equals(now.agency()) && p.team().equals(now.team()));
            if (received && !now.agency().equals(to.agency())) {
                notices.add(protection
                        .statements()
                        .notice(
                                header.from().agency(),
                                Desk.TEAM,
                                header.from().team(),
                                Notice.About.SUCCEEDED,
                                header.id(),
                                Optional.empty(),
                                protection
                                                .agency(to.agency())
                                                .map(ended -> ended.notInForce(protection.now()))
                                                .orElse("")
                                        + " What you sent to its team " + to.team() + " is received by " + now.agency()
                                        + ", team " + now.team() + "."));
            }
        }
        return notices;
    }

    private OnRecord write(Commitment commitment) throws HopRefused {
        try {
            return commitments.commit(commitment);
        } catch (StoreUnavailable e) {
            throw HopRefused.of("commit.not-recorded");
        }
    }

    /** A disclosure that is on record with its deliveries and its evidence. */
    public static final class Committed {
        private final Receipt receipt;
        private final boolean repeat;

        private Committed(Receipt receipt, boolean repeat) {
            this.receipt = receipt;
            this.repeat = repeat;
        }

        public Receipt receipt() {
            return receipt;
        }

        /** Whether it was on record before: the receipt is the one that was given then. */
        public boolean isRepeat() {
            return repeat;
        }
    }
}
