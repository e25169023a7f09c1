package org.concordat.routes.hop;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.agency.Desk;
import org.concordat.protection.decision.Circumstances;
import org.concordat.protection.decision.Decision.Permit;
import org.concordat.protection.envelope.OpeningFailed;
import org.concordat.protection.envelope.Sealed;
import org.concordat.protection.key.Thumbprint;
import org.concordat.protection.key.Use;
import org.concordat.protection.key.Verdict;
import org.concordat.protection.ledger.Event;
import org.concordat.protection.ledger.Verb;
import org.concordat.routes.connector.Payload;
import org.concordat.routes.hop.Commitment.Rests;
import org.concordat.routes.hop.Deliveries.Judged;
import org.concordat.routes.hop.HopRefused.Category;

/**
 * The first hop of a delivery: decides anew, now, and commits the release with its evidence before anything leaves.
 * Where less is permitted than was sealed, or the recipient's key or agency changed, it goes back to the sender.
 *
 * @param escalateAfter how long a notice of a return may be unconfirmed before the sender's next desk is told
 */
public record Recheck(Protection protection, Deliveries deliveries, Anew anew, Duration escalateAfter) {
    private static final String NO_LONGER = "recheck.no-longer-permitted";
    private static final String SUCCEEDED = "recheck.succeeded";
    private static final String NOT_AGAIN = "recheck.not-permitted-again";

    public Released recheck(Delivery delivery) throws HopRefused {
        Grounds grounds = open(delivery.grounds());
        if (delivery.state().isOpen() && anew.isDue(grounds.question())) {
            review(delivery);
            throw HopRefused.noSuchDelivery();
        }
        Optional<Agency> recipient = recipient(delivery, grounds, protection.now());
        // before anything is released: what cannot be fetched does not leave, and nothing says that it did
        Sealed content = deliveries.content(delivery).orElseThrow(HopRefused::noSuchDelivery);
        Optional<Payload> payload = recipient.isPresent()
                ? Optional.of(protection.custody().payload(content, recipient.get()))
                : Optional.empty();
        Judged judged = deliveries
                .release(
                        delivery,
                        grounds.question(),
                        onRecord -> judge(delivery, grounds, recipient, Optional.empty(), onRecord))
                .orElseThrow(() -> HopRefused.of("recheck.overtaken"));
        if (judged instanceof Judged.Leaves && recipient.isPresent() && payload.isPresent()) {
            return new Released(delivery, content, payload.get(), recipient.get());
        }
        if (judged instanceof Judged.Paused) {
            throw HopRefused.of("deliver.paused");
        }
        HopRefused refused = HopRefused.noSuchDelivery();
        throw judged instanceof Judged.Stays stays ? refused.on(stays.evidence()) : refused;
    }

    /**
     * Decides anew what waits, because what it rests on has changed; releases nothing. It waits for the connector that its
     * recipient has by now.
     *
     * @return whether it may still leave
     */
    public boolean review(Delivery delivery) throws HopRefused {
        Grounds grounds = open(delivery.grounds());
        Optional<Agency> recipient = recipient(delivery, grounds, protection.now());
        Optional<X509Certificate> signer =
                anew.isDue(grounds.question()) ? signer(delivery, grounds, protection.now()) : Optional.empty();
        Optional<Commitment> onward = signer.isEmpty()
                ? Optional.empty()
                : anew.of(
                        delivery,
                        grounds.question(),
                        protection.agency(delivery.sender()).orElseThrow(),
                        signer.get());
        return deliveries
                .release(delivery, grounds.question(), onRecord -> {
                    Judged judged = judge(delivery, grounds, recipient, onward, onRecord);
                    return judged instanceof Judged.Leaves leaves && recipient.isPresent()
                            ? leaves.waits(
                                    recipient.get().connection().endpoint().connector())
                            : judged;
                })
                .filter(Judged.Waits.class::isInstance)
                .isPresent();
    }

    /**
     * Gives it back where less is permitted, unless it was handed over before: then it is only not handed over again.
     * Whoever asks for it is told no more than that it is not there.
     */
    private Judged judge(
            Delivery delivery,
            Grounds grounds,
            Optional<Agency> recipient,
            Optional<Commitment> onward,
            Circumstances onRecord) {
        Instant now = protection.now();
        Ruling ruling = new Ruling(delivery.decision(), grounds.question().asked(now, onRecord), protection.rules());
        Optional<Permit> enough = ruling.decision()
                .fold(Optional::of, refuse -> Optional.<Permit>empty())
                .filter(permit -> permit.kept().containsAll(grounds.kept()));
        if (recipient.isPresent() && enough.isPresent()) {
            return new Judged.Leaves(
                    now,
                    protection.entry(Evidence.rechecked(Verb.DISCLOSED, now, "recheck", delivery, grounds, ruling)),
                    Rests.of(grounds.question(), enough.get()),
                    Protection.ends(
                            onRecord.ends(enough.get().grantedBy()), protection.agency(delivery.sender()), recipient),
                    protection.overtakes(delivery.kind()));
        }
        String code = delivery.state().isOpen() ? NO_LONGER : NOT_AGAIN;
        Event evidence = Evidence.rechecked(Verb.REFUSED, now, code, delivery, grounds, ruling);
        if (!delivery.state().isOpen()) {
            return new Judged.Stays(List.of(evidence));
        }
        if (onward.isPresent()) {
            Event passed = Evidence.rechecked(Verb.REFUSED, now, SUCCEEDED, delivery, grounds, ruling);
            return new Judged.GoesBack(
                    now, protection.entry(passed), onward.get().notices(), onward);
        }
        String sentence = "Your disclosure "
                + (delivery.left()
                        ? "may have reached " + delivery.recipient() + " and is not handed over again"
                        : "was not handed over to " + delivery.recipient())
                + ": " + why(recipient, ruling);
        return new Judged.GoesBack(
                now,
                protection.entry(evidence),
                List.of(
                        returned(delivery, Desk.TEAM, Optional.of(now.plus(escalateAfter)), sentence),
                        returned(delivery, Desk.DATA_PROTECTION, Optional.empty(), sentence)),
                Optional.empty());
    }

    private static String why(Optional<Agency> recipient, Ruling ruling) {
        String less = "less is permitted now than when you sent it.";
        return recipient.isEmpty()
                ? "an agency or a key that it rested on has changed since."
                : ruling.decision().fold(permit -> less, refuse -> less + " " + refuse.because());
    }

    private Notice returned(Delivery delivery, Desk desk, Optional<Instant> until, String sentence) {
        return protection
                .statements()
                .notice(
                        delivery.sender(),
                        desk,
                        delivery.senderTeam(),
                        Notice.About.RETURNED,
                        delivery.disclosure(),
                        until,
                        sentence);
    }

    /** The recipient's agency, if both ends are in force and it still holds the key that was sealed to. */
    private Optional<Agency> recipient(Delivery delivery, Grounds grounds, Instant now) throws HopRefused {
        Optional<Agency> agency =
                protection.agency(delivery.recipient()).filter(a -> a.inForce().covers(now));
        Optional<X509Certificate> key = agency.flatMap(a -> a.encryption().stream()
                .filter(c -> Thumbprint.of(c).equals(grounds.key()))
                .findFirst());
        if (key.isEmpty() || signer(delivery, grounds, now).isEmpty()) {
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
     * What the sender signed with, if it is in force and that key still stands in the register and was not revoked:
     * a stolen key's disclosures stop here. That its certificate has expired since undoes nothing.
     */
    private Optional<X509Certificate> signer(Delivery delivery, Grounds grounds, Instant now) throws HopRefused {
        Optional<X509Certificate> signer = protection
                .agency(delivery.sender())
                .filter(a -> a.inForce().covers(now))
                .flatMap(a -> Stream.concat(a.signing().stream(), a.adapter().stream())
                        .filter(c -> Thumbprint.of(c).equals(grounds.signer()))
                        .findFirst());
        if (signer.isEmpty()) {
            return signer;
        }
        Verdict verdict = protection.trust().verdict(signer.get(), Use.SIGNING);
        if (verdict.retry()) {
            throw HopRefused.of("recheck.certificate-status-unknown");
        }
        return signer.filter(holds -> verdict.passes() || verdict == Verdict.EXPIRED);
    }

    private Grounds open(Sealed grounds) {
        try {
            return Grounds.read(protection.opener().open(grounds));
        } catch (OpeningFailed | IllegalArgumentException e) {
            throw new IllegalStateException("the grounds of a delivery cannot be opened", e);
        }
    }

    /** A delivery that may leave now; that it does is on record. */
    public static final class Released {
        final Delivery delivery;
        final Sealed content;
        /** The copy as its connector carries it. */
        final Payload payload;

        final Agency recipient;

        private Released(Delivery delivery, Sealed content, Payload payload, Agency recipient) {
            this.delivery = delivery;
            this.content = content;
            this.payload = payload;
            this.recipient = recipient;
        }
    }
}
