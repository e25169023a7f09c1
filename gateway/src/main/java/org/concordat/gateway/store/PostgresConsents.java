package org.concordat.gateway.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.concordat.protection.consent.Consent;
import org.concordat.protection.decision.Question;
import org.concordat.protection.receipt.StatementJson;
import org.concordat.routes.consent.Consents;
import org.concordat.routes.consent.Signed;
import org.concordat.routes.hop.Commitment.Rests;
import org.concordat.routes.hop.DeliveryState;
import org.concordat.routes.hop.Notice;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Coded;
import org.concordat.schemas.terminology.TeamId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Consents. Whoever records holds what is on record of the same people until the end of the transaction, and so does
 * whoever releases: either finds what the other has done, under whatever id.
 */
record PostgresConsents(Transactions transactions, ForgedRows forged) implements Consents {
    private static final String TABLE = "consent";
    private static final String COLUMNS = "c.id, c.version, c.agency, c.subjects, c.purposes, c.record, c.mac";
    private static final NewestVersions<OnRecord> VERSIONS = new NewestVersions<>(
            TABLE,
            TABLE,
            COLUMNS,
            "id = :ref or subjects && cast(:people as text[])",
            PostgresConsents::read,
            there -> there.consent().version());
    /** Deliveries that rest on the consent itself and that it lets go no more; or, of a no, on another for such a purpose. */
    private static final String RESTING_ON_IT = """
            (select r.delivery from delivery_consent r join consent c on c.id = r.consent join delivery t on t.id = r.delivery
                where (c.id = :id and t.recipient <> all(:still)) or (:no and r.people && cast(:subjects as text[])
                    and c.purposes && cast(:purposes as text[]) and t.recipient = any(:recipients)))
            """;

    @Override
    public Optional<OnRecord> find(UUID id) {
        return transactions.in("find a consent", sql -> VERSIONS.find(sql, forged, id));
    }

    @Override
    public Optional<UUID> inspect(Optional<UUID> after, int atMost) {
        return VERSIONS.inspect(transactions, forged, after, atMost);
    }

    /**
     * The consent that a question names, and all others of its people. Where one of these was changed or
     * removed by hand, or is not the latest that the ledger knows, it might have been a refusal: nothing counts then, and
     * nothing that rests on consent goes.
     */
    static List<Consent> of(JdbcClient sql, ForgedRows forged, Question question) {
        if (question.stated().ref().isEmpty()) {
            return List.of(); // nothing rests on consent then, and nothing on a refusal of it
        }
        UUID ref = question.stated().ref().orElseThrow();
        return VERSIONS.of(sql, forged, Map.of("people", array(question.pseudonyms()), "ref", ref)).stream()
                .flatMap(List::stream)
                .map(OnRecord::consent)
                .toList();
    }

    @Override
    public boolean put(Consent consent, Set<AgencyId> named, Signed signed, Function<Left, List<Notice>> recalls) {
        return transactions.in("record a consent", sql -> {
            Set<String> people = new HashSet<>(consent.subjects());
            people.addAll(sql.sql("""
                            select unnest(subjects) from (select subjects from consent where id = ? for no key update) c
                            """).param(consent.id()).query(String.class).list());
            AdvisoryLock.take(sql, people, true);
            // where no earlier version that holds lets as much go, nobody may keep what rested on it
            Set<AgencyId> still = VERSIONS.find(sql, forged, consent.id())
                    .filter(earlier -> consent.lets(earlier.consent()))
                    .map(earlier -> named)
                    .orElse(Set.of());
            if (!write(sql, consent, signed)) {
                return false;
            }
            Entries.append(sql, transactions.macs(), signed.evidence());
            resting(sql, """
                            update delivery set changed = true where state in ('queued', 'released', 'held') and id in
                            """, consent, named, still).update();
            // where only its end is another, what waits is looked at anew too, and what was collected listed until then
            sql.sql("""
                            update delivery set review_at = :ends, changed = changed or state in ('queued', 'released', 'held')
                            where state <> 'returned' and id in (select delivery from delivery_consent where consent = :id)
                            """)
                    .param("ends", Transactions.orNone(consent.expires()))
                    .param("id", consent.id())
                    .update();
            left(sql, consent, named, still)
                    .forEach(gone -> recalls.apply(gone).forEach(notice -> PostgresNotices.insert(sql, notice)));
            return true;
        });
    }

    /** A delivery rests on a consent from now on, within the caller's transaction. */
    static void rest(JdbcClient sql, UUID delivery, Rests rests) {
        sql.sql("insert into delivery_consent (delivery, consent, people) values (?, ?, ?) on conflict do nothing")
                .params(delivery, rests.consent(), array(rests.people()))
                .update();
    }

    private boolean write(JdbcClient sql, Consent consent, Signed signed) {
        String record = StatementJson.kept(new OnRecord(consent, signed.digest()));
        return sql.sql("""
                        insert into consent (id, version, agency, subjects, purposes, record, statement, mac)
                        values (?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (id) do update set version = excluded.version, subjects = excluded.subjects,
                            purposes = excluded.purposes, record = excluded.record, statement = excluded.statement,
                            mac = excluded.mac
                        where consent.agency = excluded.agency and consent.version < excluded.version
                        """)
                        .params(
                                consent.id(),
                                consent.version(),
                                consent.recordedBy().value(),
                                array(consent.subjects()),
                                array(consent.purposes()),
                                record,
                                signed.statement().toByteArray(),
                                forged.mac(
                                        TABLE,
                                        consent.id(),
                                        consent.version(),
                                        consent.recordedBy().value(),
                                        sorted(consent.subjects()),
                                        sorted(consent.purposes()),
                                        record))
                        .update()
                == 1;
    }

    private static JdbcClient.StatementSpec resting(
            JdbcClient sql, String what, Consent consent, Set<AgencyId> named, Set<AgencyId> still) {
        return sql.sql(what + RESTING_ON_IT)
                .param("id", consent.id())
                .param("still", array(still))
                .param("no", consent.stated().isNo())
                .param("subjects", array(consent.subjects()))
                .param("purposes", array(consent.purposes()))
                .param("recipients", array(named));
    }

    private static List<Left> left(JdbcClient sql, Consent consent, Set<AgencyId> named, Set<AgencyId> still) {
        return resting(sql, """
                        select d.id, d.sender, o.team as sender_team, d.disclosure, d.recipient, d.team, d.state
                        from delivery d join disclosure o on o.sender = d.sender and o.id = d.disclosure
                        where (d.state in ('released', 'delivered', 'received') or (d.state = 'held' and d.released_once))
                            and not exists (select from notice n where n.regarding = d.id and n.about = 'recalled')
                            and d.id in
                        """, consent, named, still)
                .query((row, n) -> new Left(
                        row.getObject("id", UUID.class),
                        new AgencyId(row.getString("sender")),
                        new TeamId(row.getString("sender_team")),
                        row.getObject("disclosure", UUID.class),
                        new AgencyId(row.getString("recipient")),
                        new TeamId(row.getString("team")),
                        Coded.of(DeliveryState.values(), row.getString("state"))))
                .list();
    }

    private static Optional<OnRecord> read(JdbcClient sql, ResultSet row, ForgedRows forged) throws SQLException {
        return forged.kept(
                sql,
                TABLE,
                row,
                OnRecord.class,
                row.getInt("version"),
                row.getString("agency"),
                texts(row, "subjects"),
                texts(row, "purposes"));
    }

    /** A list as the row has it; one of another form, which somebody wrote by hand, comes as what no MAC is over. */
    static List<@Nullable String> texts(ResultSet row, String column) throws SQLException {
        return row.getArray(column).getArray() instanceof String[] texts
                ? Arrays.asList(texts)
                : Collections.singletonList(null);
    }

    /** Sorted, so that equal sets make equal rows. */
    static List<String> sorted(Collection<?> terms) {
        return terms.stream().map(Object::toString).sorted().toList();
    }

    static String[] array(Collection<?> terms) {
        return sorted(terms).toArray(String[]::new);
    }
}
