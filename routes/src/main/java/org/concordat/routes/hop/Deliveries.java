package org.concordat.routes.hop;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.concordat.protection.decision.Circumstances;
import org.concordat.protection.decision.Question;
import org.concordat.protection.envelope.Sealed;
import org.concordat.protection.ledger.Entry;
import org.concordat.protection.ledger.Event;
import org.concordat.routes.hop.Commitment.Rests;
import org.concordat.schemas.terminology.AgencyId;

/**
 * The queue of deliveries. Every method is one short transaction; none is open while a connector runs. A row that the
 * gateway did not write, or that contradicts the ledger, is not there. Throws {@link StoreUnavailable}. Safe to share
 * between threads and between nodes.
 */
public interface Deliveries {
    /** The recipients for whom something is due at a connector. */
    List<AgencyId> due(String connector, Instant now);

    /**
     * Claims one recipient's deliveries that are due, in their order, each for one node at a time. What has an earlier
     * place in its conversation goes first, unless that is held or came back, or this one's kind overtakes; for a recipient
     * that is paused, only kinds that overtake are claimed. A claim that
     * is not ended in time (by the store's own clock) can be made again, by anyone.
     *
     * @param now business time
     */
    List<Delivery> claim(String connector, AgencyId recipient, Instant now, int atMost, Duration lease);

    /** The recipients of whom it is time to hear whether they have what a connector handed over. */
    List<AgencyId> unconfirmed(String connector, Instant now);

    /** Claims those deliveries of one recipient, as {@link #claim} does; {@link #postpone} says when to listen again. */
    List<Delivery> claimUnconfirmed(String connector, AgencyId recipient, Instant now, int atMost, Duration lease);

    /** Claims deliveries of which what they rest on has changed, or has ended by then, whichever connector they wait for. */
    List<Delivery> claimChanged(Instant now, int atMost, Duration lease);

    /**
     * Holds claims for so long from now, by the store's own clock: those that did not end, and that nobody made again since.
     * A row that is being changed at that moment is left alone.
     *
     * @param lease of two minutes at most: nobody believes in a longer one, for then the store's clock was put back
     */
    void renew(List<Delivery> claimed, Duration lease);

    /** A delivery that its recipient may ask for: never one that came back. */
    Optional<Delivery> find(AgencyId recipient, UUID delivery);

    /** What was committed to these recipients since then and did not come back, the latest first. */
    List<Delivery> since(Instant then, Set<AgencyId> recipients, int atMost);

    /**
     * The copy, sealed to its recipient, as it was committed: fetched only to be handed over, because it may be large.
     * Empty when what is stored is something else.
     */
    Optional<Sealed> content(Delivery delivery);

    /**
     * Looks at deliveries in whatever state, in the order of their ids: each that the gateway did not write is entered.
     *
     * @return the last that was looked at; empty where none comes after
     */
    Optional<UUID> inspect(Optional<UUID> after, int atMost);

    /**
     * Decides in the transaction that commits what was decided: what is on record for the question stays locked until
     * its end, so nothing that is withdrawn meanwhile is overlooked.
     *
     * @return what was decided; empty, and nothing was written, when the row went on without this claim
     */
    Optional<Judged> release(Delivery claimed, Question question, Judgement judgement);

    /** Ends a claim that came to nothing: due again at that business time. */
    void postpone(Delivery claimed, Instant until);

    /** Ends a claim that was made because something had changed. */
    void reviewed(Delivery claimed);

    /**
     * Records that it was handed over. Never takes a confirmation back.
     *
     * @param evidence where the release is not evidence enough, because nobody collected it
     */
    void handedOver(Delivery claimed, Instant at, Optional<Entry> evidence);

    /** Records, with the evidence, that the recipient confirmed it. The first stands; a signed one replaces a bare one. */
    void confirmed(UUID delivery, Instant at, Confirmed confirmed, Entry evidence);

    /** Decides, with what is on record at that moment. Pure: asks no store and no peer. */
    @FunctionalInterface
    interface Judgement {
        Judged on(Circumstances onRecord);
    }

    /** What becomes of a delivery. */
    sealed interface Judged {
        /**
         * It may leave: committed with its evidence.
         *
         * @param rests on what consent it does now, whatever it was sealed on: a withdrawal finds it by that
         * @param reviewAt when what it rests on ends
         * @param urgent whether it goes to a recipient that is paused, too
         */
        record Leaves(Instant at, Entry evidence, Optional<Rests> rests, Optional<Instant> reviewAt, boolean urgent)
                implements Judged {
            /** The same where nobody is to hand it over: what had changed is dealt with, and nothing else is written. */
            public Waits waits(String connector) {
                return new Waits(reviewAt, connector);
            }
        }

        /**
         * It may leave and waits: that it was looked at is committed, and when it is next.
         *
         * @param connector that reaches its recipient by now: where it is another, it is due there at once
         */
        record Waits(Optional<Instant> reviewAt, String connector) implements Judged {}

        /**
         * It goes back: committed with its evidence and the notices of it, and it answers nothing any more.
         *
         * @param onward what goes to the recipient's successor instead
         */
        record GoesBack(Instant at, Entry evidence, List<Notice> notices, Optional<Commitment> onward)
                implements Judged {
            public GoesBack {
                notices = List.copyOf(notices);
            }
        }

        /** It might leave, and its recipient is paused: nothing is written. */
        record Paused() implements Judged {}

        /** It stays as it is, and nothing is written but, by whoever refuses it, this evidence. */
        record Stays(List<Event> evidence) implements Judged {
            public Stays {
                evidence = List.copyOf(evidence);
            }
        }
    }

    /**
     * The recipient's word that it has a delivery.
     *
     * @param statement its signed receipt, verified
     * @param readBy the person who read it, by the recipient agency's own reference
     */
    record Confirmed(Optional<String> statement, Optional<String> readBy) {}
}
