package org.concordat.gateway.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.concordat.protection.receipt.Digest;
import org.concordat.routes.hop.Commitment.Parcel;
import org.concordat.routes.hop.Commitment.Sent;
import org.concordat.routes.hop.Deliveries.Judged.Waits;
import org.concordat.routes.hop.DeliveryState;
import org.concordat.schemas.terminology.Coded;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A delivery's row without its bytes: the fields that its MAC covers, and how far the ledger says that it has come. */
record DeliveryRow(
        UUID id,
        String sender,
        UUID disclosure,
        String kind,
        String recipient,
        String team,
        String role,
        UUID conversation,
        long place,
        String connector,
        UUID decision,
        String digest,
        String contentDigest,
        String groundsDigest,
        DeliveryState state,
        boolean left,
        Instant reachBy,
        int attempt,
        String mac,
        @Nullable String evidence) {
    static final String TABLE = "delivery";

    /** Of {@code delivery d} and {@code disclosure o}. */
    static final String COLUMNS = """
            d.id, d.sender, o.team as sender_team, d.disclosure, o.kind, d.recipient, d.team, d.role, d.conversation,
            d.place, d.connector, d.decision, d.digest, d.content_digest, d.grounds_digest, d.state, d.released_once,
            d.reach_by, d.attempt, d.mac,
            """ + Entries.OF_DELIVERY + " as evidence ";

    static final String FROM =
            " from delivery d join disclosure o on o.sender = d.sender and o.id = d.disclosure where ";

    static DeliveryRow of(ResultSet row) throws SQLException {
        return new DeliveryRow(
                row.getObject("id", UUID.class),
                row.getString("sender"),
                row.getObject("disclosure", UUID.class),
                row.getString("kind"),
                row.getString("recipient"),
                row.getString("team"),
                row.getString("role"),
                row.getObject("conversation", UUID.class),
                row.getLong("place"),
                row.getString("connector"),
                row.getObject("decision", UUID.class),
                row.getString("digest"),
                row.getString("content_digest"),
                row.getString("grounds_digest"),
                Coded.of(DeliveryState.values(), row.getString("state")),
                row.getBoolean("released_once"),
                row.getObject("reach_by", OffsetDateTime.class).toInstant(),
                row.getInt("attempt"),
                row.getString("mac"),
                row.getString("evidence"));
    }

    /** The row of a delivery that is about to be committed. */
    static DeliveryRow queued(Sent sent, Parcel parcel, long place) {
        return new DeliveryRow(
                parcel.delivery(),
                sent.sender().value(),
                sent.id(),
                sent.kind().value(),
                parcel.recipient().value(),
                parcel.team().value(),
                parcel.role().value(),
                sent.conversation(),
                place,
                parcel.connector(),
                parcel.decision(),
                parcel.digest(),
                Digest.of(parcel.content().toByteArray()),
                Digest.of(parcel.grounds().toByteArray()),
                DeliveryState.QUEUED,
                false,
                parcel.reachBy(),
                0,
                "",
                null);
    }

    String mac(ForgedRows forged) {
        return forged.mac(TABLE, fields(connector, state, left));
    }

    /** Whether the gateway wrote it, and its entries say that it has come as far as it says, and no further. */
    boolean honoured(JdbcClient sql, ForgedRows forged) {
        if (!forged.honoured(sql, TABLE, id, mac, fields(connector, state, left))) {
            return false;
        }
        return Entries.reached(forged.macs(), id, evidence)
                        .filter(this::isAsFarAs)
                        .isPresent()
                || forged.putBack(sql, TABLE, id);
    }

    /** How far it has come: where it is not honoured, as far as its entries say, and no further. */
    DeliveryState come(JdbcClient sql, ForgedRows forged) {
        return honoured(sql, forged)
                ? state
                : Entries.reached(forged.macs(), id, evidence)
                        .flatMap(reached -> reached.stream().max(Comparator.naturalOrder()))
                        .orElse(DeliveryState.QUEUED);
    }

    private boolean isAsFarAs(Set<DeliveryState> reached) {
        return left == reached.contains(DeliveryState.RELEASED)
                && (state == DeliveryState.RECEIVED) == reached.contains(DeliveryState.RECEIVED)
                && (state == DeliveryState.RETURNED) == reached.contains(DeliveryState.RETURNED)
                && !(state.isOpen() && reached.contains(DeliveryState.DELIVERED));
    }

    /** Commits, within the caller's transaction that has locked it, that it came into another state; at its end, it is nobody's claim. */
    void move(JdbcClient sql, ForgedRows forged, DeliveryState to, boolean released, Instant at) {
        sql.sql("""
                        update delivery set state = :to, released_once = :released, mac = :mac,
                            since = case when state = :to then since else :at end,
                            lease_until = case when :open then lease_until end
                        where id = :id
                        """)
                .param("to", to.code())
                .param("released", released)
                .param("mac", forged.mac(TABLE, fields(connector, to, released)))
                .param("at", Transactions.utc(at))
                .param("open", to.isOpen())
                .param("id", id)
                .update();
    }

    /** Commits, within the caller's transaction, that what has changed was regarded, and when to look again. */
    void decidedAnew(JdbcClient sql, Optional<Instant> reviewAt) {
        sql.sql("update delivery set changed = false, review_at = ? where id = ?")
                .params(Transactions.orNone(reviewAt), id)
                .update();
    }

    /** Commits, within the caller's transaction that has locked it, that it was looked at; at another connector it is due at once. */
    void waits(JdbcClient sql, ForgedRows forged, Waits judged) {
        decidedAnew(sql, judged.reviewAt());
        String other = judged.connector();
        if (state.isOpen() && !other.equals(connector)) {
            sql.sql("update delivery set connector = ?, mac = ?, next_attempt = ?, lease_until = null where id = ?")
                    .params(
                            other,
                            forged.mac(TABLE, fields(other, state, left)),
                            Transactions.utc(forged.clock().instant()),
                            id)
                    .update();
        }
    }

    private Object[] fields(String connector, DeliveryState state, boolean left) {
        return List.of(
                        id,
                        sender,
                        disclosure,
                        kind,
                        recipient,
                        team,
                        role,
                        conversation,
                        place,
                        connector,
                        decision,
                        digest,
                        contentDigest,
                        groundsDigest,
                        state.code(),
                        left,
                        reachBy)
                .toArray();
    }
}
