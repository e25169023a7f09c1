package org.concordat.routes.hop;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.agency.Desk;
import org.concordat.protection.decision.Question;
import org.concordat.protection.envelope.Opener;
import org.concordat.protection.envelope.OpeningFailed;
import org.concordat.protection.envelope.Sealed;
import org.concordat.protection.key.Thumbprint;
import org.concordat.protection.key.Use;
import org.concordat.protection.key.Verdict;
import org.concordat.protection.ledger.Entry;
import org.concordat.protection.ledger.Event;
import org.concordat.protection.ledger.Verb;
import org.concordat.routes.hop.HopRefused.Category;

/**
 * The first hop of a delivery: decides anew, now, and commits the release with its evidence before anything leaves.
 * Where less is permitted than was sealed, or the recipient's key or agency changed, it goes back to the sender.
 */
public final class Recheck {
    private static final String NO_LONGER = "recheck.no-longer-permitted";

    private final Protection protection;
    private final Deliveries deliveries;
    private final Records records;
    private final Opener opener;
    private final Ids ids;

    public Recheck(Protection protection, Deliveries deliveries, Records records) {
        this.protection = protection;
        this.deliveries = deliveries;
        this.records = records;
        this.opener = protection.opener();
        this.ids = protection.ids();
    }

    public Released recheck(Delivery delivery) throws HopRefused {
        Instant now = protection.now();
        Grounds grounds = open(delivery.grounds());
        Optional<Agency> recipient = recipient(delivery, grounds, now);
        Question question = grounds.question().asked(now, records.of(grounds.question()));
        Ruling ruling = new Ruling(delivery.decision(), question, protection.rules());
        boolean enough = ruling.decision().fold(permit -> permit.kept().containsAll(grounds.kept()), refuse -> false);
        if (recipient.isEmpty() || !enough) {
            throw noLongerPermitted(delivery, grounds, ruling, now);
        }
        Event evidence = Evidence.rechecked(Verb.DISCLOSED, now, "recheck", delivery, grounds, ruling);
        if (!deliveries.release(delivery, now, Entry.of(ids.random(), evidence))) {
            throw new HopRefused(
                    Category.CONFLICT, "recheck.overtaken", "This delivery is being handed over by another attempt.");
        }
        return new Released(delivery, recipient.get());
    }

    /** The recipient's agency, if both ends are in force and it still holds the key that was sealed to. */
    private Optional<Agency> recipient(Delivery delivery, Grounds grounds, Instant now) throws HopRefused {
        Optional<Agency> agency = protection
                .agencies()
                .find(delivery.recipient())
                .filter(a -> a.inForce().covers(now));
        Optional<X509Certificate> key = agency.flatMap(a -> a.encryption().stream()
                .filter(c -> Thumbprint.of(c).equals(grounds.key()))
                .findFirst());
        if (key.isEmpty() || !senderStands(delivery, grounds, now)) {
            return Optional.empty();
        }
        try {
            protection.rely(key.get(), Use.ENCRYPTION, "recheck", "the recipient's encryption certificate");
            return agency;
        } catch (HopRefused e) {
            if (e.category() == Category.RETRY_LATER) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /**
     * Whether the sender is in force and the key that it signed with still stands in the register and was not revoked:
     * a stolen key's disclosures stop here. That its certificate has expired since undoes nothing.
     */
    private boolean senderStands(Delivery delivery, Grounds grounds, Instant now) throws HopRefused {
        Optional<X509Certificate> signer = protection
                .agencies()
                .find(delivery.sender())
                .filter(a -> a.inForce().covers(now))
                .flatMap(a -> a.signing().stream()
                        .filter(c -> Thumbprint.of(c).equals(grounds.signer()))
                        .findFirst());
        if (signer.isEmpty()) {
            return false;
        }
        Verdict verdict = protection.trust().verdict(signer.get(), Use.SIGNING);
        if (verdict.retry()) {
            throw new HopRefused(
                    Category.RETRY_LATER,
                    "recheck.certificate-status-unknown",
                    "Whether the sender's certificate still holds cannot be learned at the moment.");
        }
        return verdict.passes() || verdict == Verdict.EXPIRED;
    }

    /**
     * Gives it back, unless it was handed over before: then it is only not handed over again. Whoever asks for it is
     * told no more than that it is not there.
     */
    private HopRefused noLongerPermitted(Delivery delivery, Grounds grounds, Ruling ruling, Instant now) {
        HopRefused refusal = HopRefused.noSuchDelivery();
        Event evidence = Evidence.rechecked(Verb.REFUSED, now, NO_LONGER, delivery, grounds, ruling);
        if (delivery.state() == DeliveryState.DELIVERED || delivery.state() == DeliveryState.RECEIVED) {
            return refusal.on(evidence);
        }
        Notice notice = protection
                .statements()
                .notice(
                        delivery.sender(),
                        Desk.TEAM,
                        delivery.senderTeam(),
                        Notice.About.RETURNED,
                        delivery.disclosure(),
                        Optional.empty(),
                        "Your disclosure "
                                + (delivery.state() == DeliveryState.QUEUED
                                        ? "was not handed over to " + delivery.recipient()
                                        : "may have reached " + delivery.recipient() + " and is not handed over again")
                                + ": less is permitted now than when you sent it, or the recipient changed.");
        deliveries.giveBack(delivery, now, Entry.of(ids.random(), evidence), notice);
        return refusal;
    }

    private Grounds open(Sealed grounds) {
        try {
            return Grounds.read(opener.open(grounds));
        } catch (OpeningFailed | IllegalArgumentException e) {
            throw new IllegalStateException("the grounds of a delivery cannot be opened", e);
        }
    }

    /** A delivery that may leave now; that it does is on record. */
    public static final class Released {
        final Delivery delivery;
        final Agency recipient;

        private Released(Delivery delivery, Agency recipient) {
            this.delivery = delivery;
            this.recipient = recipient;
        }
    }
}
