package org.concordat.protection.receipt;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Kind;
import org.concordat.schemas.terminology.Role;
import org.concordat.schemas.terminology.TeamId;

/**
 * What is signed: who says what of which disclosure or delivery, and when. Never data of subjects, but for what agencies put
 * on record ({@link AgencyStatement}).
 */
public sealed interface Statement
        permits Statement.Committed,
                Statement.Received,
                Statement.Notified,
                Statement.Checkpoint,
                Statement.Pinged,
                Statement.Echoed,
                Statement.BundleApproved,
                AgencyStatement {
    /** A random id of the statement. */
    UUID id();

    /** Who says it, and signs. */
    AgencyId issuer();

    /** Business time. */
    Instant at();

    /**
     * The gateway says: this disclosure, its deliveries and its evidence are committed.
     *
     * @param digest of the bytes that were submitted
     * @param configuration the digest of the configuration it was decided under
     * @param notAsked whom nothing goes to, which is not the same as no answer
     * @param queries what is to be put right, though it stopped nothing
     * @param checkpoint the latest {@link Checkpoint} then, a compact JWS of its own
     */
    record Committed(
            UUID id,
            AgencyId issuer,
            Instant at,
            AgencyId sender,
            UUID disclosure,
            Kind kind,
            String digest,
            Optional<String> configuration,
            List<Promised> deliveries,
            List<NotAsked> notAsked,
            List<Query> queries,
            Optional<String> checkpoint)
            implements Statement {
        public Committed {
            Digest.check(digest);
            configuration.ifPresent(Digest::check);
            deliveries = List.copyOf(deliveries);
            notAsked = List.copyOf(notAsked);
            queries = List.copyOf(queries);
        }
    }

    /**
     * A delivery that will be made.
     *
     * @param decision the decision it rests on, as the ledger has it
     * @param released the digest of the released copy
     */
    record Promised(AgencyId agency, TeamId team, Role role, UUID delivery, UUID decision, String released) {
        public Promised {
            Digest.check(released);
        }
    }

    /** A recipient that nothing goes to, and why: a stable code and a sentence fit for the sender. */
    record NotAsked(AgencyId agency, TeamId team, Role role, String code, String because) {}

    /** A defect that stopped nothing: its code, where it is (an element path, never a value), and a sentence. */
    record Query(String code, String location, String message) {}

    /**
     * A recipient says: we have this delivery.
     *
     * @param sealed the digest of the sealed bytes as they were collected
     * @param readBy the person who read it, by the agency's own reference; apart from that it was received
     */
    record Received(UUID id, AgencyId issuer, Instant at, UUID delivery, String sealed, Optional<String> readBy)
            implements Statement {
        public Received {
            Digest.check(sealed);
            readBy.ifPresent(Required::reference);
        }
    }

    /**
     * The gateway's word to one desk of an agency.
     *
     * @param desk who it is for, e.g. {@code team}, {@code data-protection}
     * @param team the team at that desk
     * @param about what it says, e.g. {@code checks-outstanding}, {@code returned}
     * @param regarding what it is about, by its id: as the code says, a disclosure, a delivery or an override
     * @param until by when something is to be done
     * @param sentence the same in words
     */
    record Notified(
            UUID id,
            AgencyId issuer,
            Instant at,
            AgencyId to,
            String desk,
            TeamId team,
            String about,
            UUID regarding,
            Optional<Instant> until,
            String sentence)
            implements Statement {}

    /**
     * The gateway says: so many entries are in the ledger, and this is the root of the tree over them.
     *
     * @param log the ledger's own name, random and never changed: another ledger has another name
     * @param size how many entries
     * @param root of the tree over them (RFC 9162 section 2.1.1), in hexadecimal
     */
    record Checkpoint(UUID id, AgencyId issuer, Instant at, UUID log, long size, String root) implements Statement {
        public Checkpoint {
            if (size < 0) {
                throw new IllegalArgumentException("a ledger has no fewer than no entries");
            }
            Digest.check(root);
        }
    }

    /** An agency says: this is me, now. Nothing else is said by it. */
    record Pinged(UUID id, AgencyId issuer, Instant at) implements Statement {}

    /**
     * The gateway says: that ping was signed by this agency.
     *
     * @param ping the id of the {@link Pinged}
     * @param connector how the gateway reaches the agency
     * @param answers whether anybody answers there; empty where the agency collects
     */
    record Echoed(
            UUID id,
            AgencyId issuer,
            Instant at,
            AgencyId to,
            UUID ping,
            String configuration,
            String connector,
            Optional<Boolean> answers)
            implements Statement {
        public Echoed {
            Digest.check(configuration);
        }
    }

    /**
     * An approver says: this bundle may be put in force, under this number.
     *
     * @param number higher than that of every bundle that was in force before
     * @param digest of the bundle's files
     */
    record BundleApproved(UUID id, AgencyId issuer, Instant at, int number, String digest) implements Statement {
        public BundleApproved {
            Required.version(number);
            Digest.check(digest);
        }
    }
}
