package org.concordat.gateway.store;

import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.concordat.protection.decision.Question;
import org.concordat.protection.envelope.Sealed;
import org.concordat.protection.ledger.Entry;
import org.concordat.protection.receipt.Digest;
import org.concordat.routes.hop.Deliveries;
import org.concordat.routes.hop.Delivery;
import org.concordat.routes.hop.DeliveryState;
import org.concordat.schemas.terminology.AgencyId;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The queue of deliveries. A claim's number fences off every earlier claim of the same row. */
record PostgresDeliveries(Transactions transactions, ForgedRows forged, PostgresRecords records) implements Deliveries {
    /** Who is named as a reader for the first time; so many as a person can be shown. */
    private static final String NEW_READER = "(:reader is not null and length(coalesce(read_by, '')) < 4000"
            + " and not :reader = any(string_to_array(coalesce(read_by, ''), ', ')))";

    /**
     * For whoever asked and has, or whose successor has, no other copy of the answer that came back. A successor of one that
     * asked is who got the answer and did not ask.
     */
    private static final String NOT_ANSWERED = """
            with asked as (
                select * from expected_answer where answered_by = :answer and coalesce(answered_from, agency) = :from),
            left_there as (
                select recipient from delivery where sender = :from and disclosure = :answer and state <> 'returned')
            update expected_answer e set answered_by = null from asked a
            where (e.sender, e.disclosure, e.agency) = (a.sender, a.disclosure, a.agency)
                and (e.sender = :to or :to not in (select sender from asked))
                and not exists (select from left_there where recipient = e.sender
                    or (e.sender <> :to and recipient not in (select sender from asked)))
            """;

    @Override
    public List<AgencyId> due(String connector, Instant now) {
        return recipients(Due.TO_HAND_OVER, connector, now);
    }

    @Override
    public List<AgencyId> unconfirmed(String connector, Instant now) {
        return recipients(Due.UNCONFIRMED, connector, now);
    }

    private List<AgencyId> recipients(String condition, String connector, Instant now) {
        return transactions.in(
                "find what is due",
                sql -> sql.sql("select distinct d.recipient" + DeliveryRow.FROM + condition)
                        .param("connector", connector)
                        .param("now", Transactions.utc(now))
                        .query((row, n) -> new AgencyId(row.getString("recipient")))
                        .list());
    }

    @Override
    public List<Delivery> claim(String connector, AgencyId recipient, Instant now, int atMost, Duration lease) {
        String due = Due.TO_HAND_OVER + "and d.recipient = :recipient " + Due.FREE
                + "order by d.next_attempt, d.place, d.id";
        return claim(due, to(recipient, connector, now), atMost, lease);
    }

    @Override
    public List<Delivery> claimUnconfirmed(
            String connector, AgencyId recipient, Instant now, int atMost, Duration lease) {
        String due = Due.UNCONFIRMED + "and d.recipient = :recipient order by d.next_attempt, d.id";
        return claim(due, to(recipient, connector, now), atMost, lease);
    }

    private static Map<String, Object> to(AgencyId recipient, String connector, Instant now) {
        return Map.of("connector", connector, "recipient", recipient.value(), "now", Transactions.utc(now));
    }

    @Override
    public List<Delivery> claimChanged(Instant now, int atMost, Duration lease) {
        return claim(Due.CHANGED, Map.of("now", Transactions.utc(now)), atMost, lease);
    }

    private List<Delivery> claim(String due, Map<String, Object> values, int atMost, Duration lease) {
        return transactions.in("claim deliveries", sql -> {
            List<UUID> ids = sql.sql("with due as (select d.id" + DeliveryRow.FROM + due
                            + " limit :most for update of d skip locked) update delivery set attempt = attempt + 1,"
                            + " lease_until = now() + :seconds * interval '1 second' from due"
                            + " where delivery.id = due.id returning delivery.id")
                    .params(values)
                    .param("most", atMost)
                    .param("seconds", lease.toSeconds())
                    .query(UUID.class)
                    .list();
            String claimed = "d.id in (:ids) order by d.next_attempt, d.place, d.id";
            return ids.isEmpty() ? List.of() : FoundDelivery.all(sql, forged, claimed, Map.of("ids", ids));
        });
    }

    @Override
    public void renew(List<Delivery> claimed, Duration lease) {
        String mine = "select id from delivery where (id, attempt) in (:claims) and lease_until is not null"
                + " for update skip locked";
        transactions.run(
                "renew claims",
                sql -> sql.sql("update delivery set lease_until = now() + :seconds * interval '1 second' where id in ("
                                + mine + ")")
                        .param("seconds", lease.toSeconds())
                        .param(
                                "claims",
                                claimed.stream()
                                        .map(each -> new Object[] {each.id(), each.attempt()})
                                        .toList())
                        .update());
    }

    @Override
    public Optional<Delivery> find(AgencyId recipient, UUID delivery) {
        String condition = "d.id = :id and d.recipient = :recipient and d.state <> 'returned'";
        Map<String, Object> values = Map.of("id", delivery, "recipient", recipient.value());
        return transactions.in(
                "find a delivery",
                sql -> FoundDelivery.all(sql, forged, condition, values).stream()
                        .findFirst());
    }

    @Override
    public List<Delivery> since(Instant then, Set<AgencyId> recipients, int atMost) {
        String condition = "d.id >= :first and d.recipient in (:recipients) and d.state <> 'returned'"
                + " order by d.id desc limit :most";
        // ids are of version 7: they begin with the time of making, in milliseconds
        Map<String, Object> values = Map.of(
                "first",
                new UUID(then.toEpochMilli() << 16, 0),
                "recipients",
                recipients.stream().map(AgencyId::value).toList(),
                "most",
                atMost);
        return transactions.in("find what was committed", sql -> FoundDelivery.all(sql, forged, condition, values));
    }

    @Override
    public Optional<Sealed> content(Delivery delivery) {
        return transactions.in("fetch a delivery", sql -> {
            Optional<byte[]> committed = sql.sql("select content from delivery where id = ? and length(content) = ?")
                    .params(delivery.id(), delivery.size())
                    .query((row, n) -> row.getBytes("content"))
                    .optional()
                    .filter(bytes -> Digest.of(bytes).equals(delivery.sealed()));
            if (committed.isEmpty()) {
                forged.putBack(sql, DeliveryRow.TABLE, delivery.id());
            }
            return committed.map(Sealed::new);
        });
    }

    @Override
    public Optional<UUID> inspect(Optional<UUID> after, int atMost) {
        return transactions.in("inspect deliveries", sql -> {
            List<DeliveryRow> rows = sql.sql("select " + DeliveryRow.COLUMNS + DeliveryRow.FROM
                            + "d.id > coalesce(?, '00000000-0000-0000-0000-000000000000'::uuid) order by d.id limit ?")
                    .params(new SqlParameterValue(Types.OTHER, after.orElse(null)), atMost)
                    .query((row, n) -> DeliveryRow.of(row))
                    .list();
            rows.forEach(row -> row.honoured(sql, forged));
            return rows.stream().map(DeliveryRow::id).reduce((earlier, later) -> later);
        });
    }

    @Override
    public Optional<Judged> release(Delivery claimed, Question question, Judgement judgement) {
        return transactions.in("release a delivery", sql -> {
            // first what it rests on, then the delivery: who withdraws locks in the same order
            var onRecord = records.locked(sql, question);
            Optional<DeliveryRow> row = locked(sql, claimed.id())
                    .filter(r -> r.attempt() == claimed.attempt() && r.state() != DeliveryState.RETURNED);
            return row.flatMap(r -> commit(sql, r, judgement.on(onRecord)));
        });
    }

    private Optional<Judged> commit(JdbcClient sql, DeliveryRow row, Judged judged) {
        if (judged instanceof Judged.Leaves leaves) {
            if (!leaves.urgent() && PostgresOperations.isPaused(sql, forged, row.recipient())) {
                return Optional.of(new Judged.Paused());
            }
            if (row.state().isOpen()) {
                DeliveryState to = row.state() == DeliveryState.QUEUED ? DeliveryState.RELEASED : row.state();
                row.move(sql, forged, to, true, leaves.at());
            }
            leaves.rests().ifPresent(rests -> PostgresConsents.rest(sql, row.id(), rests));
            leaves.reviewAt().ifPresent(end -> row.decidedAnew(sql, Optional.of(end)));
            Entries.append(sql, forged.macs(), leaves.evidence(), row.id(), DeliveryState.RELEASED);
        } else if (judged instanceof Judged.Waits waits) {
            row.waits(sql, forged, waits);
        } else if (judged instanceof Judged.GoesBack back) {
            if (!row.state().isOpen()) {
                return Optional.empty(); // it was handed over since it was claimed
            }
            giveBack(sql, row, back.at(), back.evidence());
            PostgresCommitments.onwardOrTold(sql, forged, row, back);
        }
        return Optional.of(judged);
    }

    /** Commits, within the caller's transaction, that it came back and answers nothing any more. */
    void giveBack(JdbcClient sql, DeliveryRow row, Instant at, Entry evidence) {
        row.move(sql, forged, DeliveryState.RETURNED, row.left(), at);
        row.decidedAnew(sql, Optional.empty());
        sql.sql(NOT_ANSWERED)
                .param("answer", row.disclosure())
                .param("from", row.sender())
                .param("to", row.recipient())
                .update();
        Entries.append(sql, forged.macs(), evidence, row.id(), DeliveryState.RETURNED);
    }

    /** The row, which stays locked; empty where there is none that the gateway wrote. */
    Optional<DeliveryRow> locked(JdbcClient sql, UUID delivery) {
        // locked first: a statement that waits for the lock would then read the entries of before
        sql.sql("select id from delivery where id = ? for update")
                .param(delivery)
                .query(UUID.class)
                .optional();
        return sql.sql("select " + DeliveryRow.COLUMNS + DeliveryRow.FROM + "d.id = ?")
                .param(delivery)
                .query((row, n) -> DeliveryRow.of(row))
                .optional()
                .filter(row -> row.honoured(sql, forged));
    }

    @Override
    public void postpone(Delivery claimed, Instant until) {
        transactions.run(
                "postpone a delivery",
                sql -> sql.sql("update delivery set next_attempt = ?, lease_until = null where id = ? and attempt = ?")
                        .params(Transactions.utc(until), claimed.id(), claimed.attempt())
                        .update());
    }

    @Override
    public void reviewed(Delivery claimed) {
        transactions.run(
                "end a review",
                sql -> sql.sql("update delivery set lease_until = null where id = ? and attempt = ?")
                        .params(claimed.id(), claimed.attempt())
                        .update());
    }

    @Override
    public void handedOver(Delivery claimed, Instant at, Optional<Entry> evidence) {
        transactions.run(
                "record a handing over",
                sql -> locked(sql, claimed.id())
                        .filter(row -> row.state().isOpen() && row.left())
                        .ifPresent(row -> {
                            arrived(sql, row, DeliveryState.DELIVERED, at);
                            evidence.ifPresent(entry ->
                                    Entries.append(sql, forged.macs(), entry, row.id(), DeliveryState.DELIVERED));
                        }));
    }

    @Override
    public void confirmed(UUID delivery, Instant at, Confirmed confirmed, Entry evidence) {
        transactions.run(
                "record a confirmation",
                sql -> locked(sql, delivery)
                        .filter(row -> row.left() && row.state() != DeliveryState.RETURNED)
                        .ifPresent(row -> {
                            boolean news = sql.sql("""
                                    update delivery set statement = coalesce(statement, :statement),
                                        read_by = case when READER then concat_ws(', ', read_by, :reader) else read_by end
                                    where id = :id and (state <> 'received' or (statement is null and :statement is not null)
                                        or READER)
                                    """.replace("READER", NEW_READER))
                                            .param(
                                                    "statement",
                                                    confirmed.statement().orElse(null),
                                                    Types.VARCHAR)
                                            .param("reader", confirmed.readBy().orElse(null), Types.VARCHAR)
                                            .param("id", delivery)
                                            .update()
                                    == 1;
                            if (news) {
                                arrived(sql, row, DeliveryState.RECEIVED, at);
                                Entries.append(sql, forged.macs(), evidence, delivery, DeliveryState.RECEIVED);
                            }
                        }));
    }

    /** It is with its recipient: nobody needs to be told any more that it was held. */
    private void arrived(JdbcClient sql, DeliveryRow row, DeliveryState state, Instant at) {
        row.move(sql, forged, state, true, at);
        if (row.state() == DeliveryState.HELD) {
            PostgresNotices.settle(sql, row.sender(), "held", row.disclosure());
        }
    }
}
