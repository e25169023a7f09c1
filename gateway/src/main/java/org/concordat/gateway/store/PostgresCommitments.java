package org.concordat.gateway.store;

import java.sql.Types;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.concordat.protection.envelope.Sealed;
import org.concordat.protection.receipt.Receipt;
import org.concordat.protection.receipt.Statement;
import org.concordat.routes.hop.Commitment;
import org.concordat.routes.hop.Commitment.Parcel;
import org.concordat.routes.hop.Commitment.Sent;
import org.concordat.routes.hop.Commitments;
import org.concordat.routes.hop.Deliveries.Judged;
import org.concordat.routes.hop.DeliveryState;
import org.concordat.schemas.terminology.AgencyId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What was committed: a disclosure, its deliveries, its evidence and its receipt in one transaction. */
record PostgresCommitments(Transactions transactions, ForgedRows forged) implements Commitments {
    @Override
    public Optional<OnRecord> find(AgencyId sender, UUID id) {
        return transactions.in("find a disclosure", sql -> find(sql, sender, id));
    }

    /**
     * Locks the row: that makes this commit wait for the standby, too. What another commit is still waiting for, or gave
     * up waiting for, may be gone with the primary, and a receipt must not be given for it.
     */
    private static Optional<OnRecord> find(JdbcClient sql, AgencyId sender, UUID id) {
        return sql.sql("select digest, receipt from disclosure where sender = ? and id = ? for no key update")
                .params(sender.value(), id)
                .query((row, n) -> new OnRecord(row.getString("digest"), new Receipt(row.getString("receipt"))))
                .optional();
    }

    @Override
    public OnRecord commit(Commitment commitment) {
        return transactions.in("commit a disclosure", sql -> {
            Sent sent = commitment.sent();
            if (!insertDisclosure(sql, commitment)) {
                return find(sql, sent.sender(), sent.id()).orElseThrow();
            }
            insertDeliveries(sql, forged, commitment);
            insertNotAsked(sql, sent, commitment.notAsked());
            sent.respondBy().ifPresent(until -> expectAnswers(sql, sent));
            markAnswered(sql, commitment);
            return new OnRecord(sent.digest(), commitment.receipt());
        });
    }

    /** What came back goes to the successor of its recipient, or its sender is told; within the caller's transaction. */
    static void onwardOrTold(JdbcClient sql, ForgedRows forged, DeliveryRow row, Judged.GoesBack back) {
        back.onward()
                .ifPresentOrElse(
                        onward -> onward(sql, forged, row, onward),
                        () -> back.notices().forEach(notice -> PostgresNotices.insert(sql, notice)));
    }

    /** Once: what was addressed to the successor as well, or to another that it comes after, may be there already. */
    private static void onward(JdbcClient sql, ForgedRows forged, DeliveryRow ended, Commitment onward) {
        Sent sent = onward.sent();
        find(sql, sent.sender(), sent.id()); // which keeps those that wait for others of its recipients waiting
        Parcel parcel = onward.parcels().get(0);
        boolean there = sql
                .sql("select " + DeliveryRow.COLUMNS + DeliveryRow.FROM + "d.sender = ? and d.disclosure = ?"
                        + " and d.recipient = ? and d.team = ? and d.role = ? and d.state <> 'returned'")
                .params(
                        sent.sender().value(),
                        sent.id(),
                        parcel.recipient().value(),
                        parcel.team().value(),
                        parcel.role().value())
                .query((row, n) -> DeliveryRow.of(row))
                .list()
                .stream()
                .anyMatch(row -> row.honoured(sql, forged));
        if (there) {
            onward.notices().forEach(notice -> PostgresNotices.insert(sql, notice));
        } else {
            insertDeliveries(sql, forged, onward);
        }
        markAnswered(sql, onward);
        sql.sql("""
                        with gone as (delete from expected_answer where sender = :sender and disclosure = :id and agency = :ended
                            returning sender, disclosure)
                        insert into expected_answer (sender, disclosure, agency)
                        select distinct gone.sender, gone.disclosure, d.recipient from gone join delivery d
                            on d.sender = gone.sender and d.disclosure = gone.disclosure and d.id = any(:onward)
                        on conflict do nothing
                        """)
                .param("sender", ended.sender())
                .param("id", ended.disclosure())
                .param("ended", ended.recipient())
                .param("onward", onward.parcels().stream().map(Parcel::delivery).toArray(UUID[]::new))
                .update();
    }

    private static void insertDeliveries(JdbcClient sql, ForgedRows forged, Commitment commitment) {
        commitment.parcels().stream()
                .sorted(Comparator.comparing(parcel -> parcel.recipient().value())) // one order of locks for all
                .forEach(parcel -> insertDelivery(sql, forged, commitment.sent(), parcel));
        commitment.consents().forEach((delivery, rests) -> PostgresConsents.rest(sql, delivery, rests));
        commitment.allocations().forEach(allocated -> PostgresHoldings.write(sql, forged, allocated));
        commitment.entries().forEach(entry -> Entries.append(sql, forged.macs(), entry));
        commitment.notices().forEach(notice -> PostgresNotices.insert(sql, notice));
    }

    private static boolean insertDisclosure(JdbcClient sql, Commitment commitment) {
        Sent sent = commitment.sent();
        return sql.sql("""
                        insert into disclosure (sender, team, id, kind, conversation, in_reply_to, actor, committed, respond_by, overtakes,
                            digest, original, receipt)
                        values (:sender, :team, :id, :kind, :conversation, :asked, :actor, :committed, :until, :overtakes, :digest,
                            :original, :receipt)
                        on conflict (sender, id) do nothing
                        """)
                        .param("sender", sent.sender().value())
                        .param("team", sent.team().value())
                        .param("id", sent.id())
                        .param("kind", sent.kind().value())
                        .param("conversation", sent.conversation())
                        .param("asked", sent.inReplyTo().orElse(null), Types.OTHER)
                        .param("actor", sent.actor())
                        .param("committed", Transactions.utc(sent.committed()))
                        .param(
                                "until",
                                sent.respondBy().map(Transactions::utc).orElse(null),
                                Types.TIMESTAMP_WITH_TIMEZONE)
                        .param("overtakes", sent.overtakes())
                        .param("digest", sent.digest())
                        .param("original", commitment.original().toByteArray())
                        .param("receipt", commitment.receipt().jws())
                        .update()
                == 1;
    }

    private static void insertDelivery(JdbcClient sql, ForgedRows forged, Sent sent, Parcel parcel) {
        DeliveryRow row = DeliveryRow.queued(sent, parcel, nextPlace(sql, parcel.recipient(), sent.conversation()));
        sql.sql("""
                        insert into delivery (id, sender, disclosure, recipient, team, role, conversation, place,
                            connector, decision, digest, content, content_digest, grounds, grounds_digest, state,
                            released_once, mac, reach_by, review_at, since, next_attempt)
                        values (:id, :sender, :disclosure, :recipient, :team, :role, :conversation, :place,
                            :connector, :decision, :digest, :content, :contentDigest, :grounds, :groundsDigest, :state,
                            false, :mac, :reachBy, :reviewAt, :since, :since)
                        """)
                .param("id", parcel.delivery())
                .param("sender", sent.sender().value())
                .param("disclosure", sent.id())
                .param("recipient", parcel.recipient().value())
                .param("team", parcel.team().value())
                .param("role", parcel.role().value())
                .param("conversation", sent.conversation())
                .param("place", row.place())
                .param("connector", parcel.connector())
                .param("decision", parcel.decision())
                .param("digest", parcel.digest())
                .param("content", parcel.content().toByteArray())
                .param("contentDigest", row.contentDigest())
                .param("grounds", parcel.grounds().toByteArray())
                .param("groundsDigest", row.groundsDigest())
                .param("mac", row.mac(forged))
                .param("reachBy", Transactions.utc(parcel.reachBy()))
                .param("reviewAt", Transactions.orNone(parcel.reviewAt()))
                .param("state", DeliveryState.QUEUED.code())
                .param("since", Transactions.utc(sent.committed()))
                .update();
    }

    /** The row stays locked until the commit, so places are given in the order of commits, without gaps. */
    private static long nextPlace(JdbcClient sql, AgencyId recipient, UUID conversation) {
        return sql.sql("""
                        insert into conversation_order (recipient, conversation, last) values (?, ?, 1)
                        on conflict (recipient, conversation) do update set last = conversation_order.last + 1
                        returning last
                        """)
                .params(recipient.value(), conversation)
                .query(Long.class)
                .single();
    }

    private static void insertNotAsked(JdbcClient sql, Sent sent, List<Statement.NotAsked> notAsked) {
        for (int line = 0; line < notAsked.size(); line++) {
            Statement.NotAsked one = notAsked.get(line);
            sql.sql("""
                            insert into not_asked (sender, disclosure, line, agency, team, role, code, because)
                            values (?, ?, ?, ?, ?, ?, ?, ?)
                            """)
                    .params(
                            sent.sender().value(),
                            sent.id(),
                            line,
                            one.agency().value(),
                            one.team().value(),
                            one.role().value(),
                            one.code(),
                            one.because())
                    .update();
        }
    }

    /** Of every recipient once, whichever of its teams was written to. */
    private static void expectAnswers(JdbcClient sql, Sent sent) {
        sql.sql("""
                        insert into expected_answer (sender, disclosure, agency)
                        select distinct sender, disclosure, recipient from delivery where sender = ? and disclosure = ?
                        """).params(sent.sender().value(), sent.id()).update();
    }

    /** The recipients of an answer are those who asked, or have the work of those who did. */
    private static void markAnswered(JdbcClient sql, Commitment answer) {
        answer.sent()
                .inReplyTo()
                .ifPresent(asked -> sql.sql("""
                        update expected_answer set answered_by = :id, answered_from = :from
                        where disclosure = :asked and agency = any(:by) and answered_by is null and sender = any(:to)
                        """)
                        .param("id", answer.sent().id())
                        .param("from", answer.sent().sender().value())
                        .param("asked", asked)
                        .param("by", PostgresConsents.array(answer.answers().by()))
                        .param("to", PostgresConsents.array(answer.answers().to()))
                        .update());
    }

    @Override
    public Optional<Sealed> original(AgencyId sender, UUID id) {
        return transactions.in(
                "fetch an original",
                sql -> sql.sql("select original from disclosure where sender = ? and id = ?")
                        .params(sender.value(), id)
                        .query((row, n) -> new Sealed(row.getBytes("original")))
                        .optional());
    }

    @Override
    public void forged(UUID id) {
        transactions.run("enter a forged disclosure", sql -> forged.putBack(sql, "disclosure", id));
    }

    @Override
    public Set<AgencyId> sendersOf(UUID disclosure, UUID conversation, AgencyId recipient) {
        return transactions.in(
                "find who asked",
                sql -> sql.sql("""
                        select distinct sender from delivery
                        where disclosure = ? and conversation = ? and recipient = ? and state <> 'returned'
                        """)
                        .params(disclosure, conversation, recipient.value())
                        .query((row, n) -> new AgencyId(row.getString("sender")))
                        .set());
    }
}
