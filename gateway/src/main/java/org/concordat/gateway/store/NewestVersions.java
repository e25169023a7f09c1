package org.concordat.gateway.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.concordat.protection.key.RowMacs;
import org.concordat.protection.ledger.Entry;
import org.concordat.protection.ledger.Tiles;
import org.concordat.routes.ledger.Ledger.Waiting;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What is on record in a table whose rows have versions, compared with the ledger. Entries that tell of its rows
 * have a code of that name and cite an id and a version, e.g. {@code consent/…/2}. A row is found by what an entry
 * cites, too: so one that was hidden or removed by hand is missed, and one that was put back is not the newest.
 */
final class NewestVersions<T> {
    private static final String ID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

    private final String name;
    private final Reader<T> reader;
    private final ToIntFunction<T> version;
    /** The id that an entry cites. */
    private final String cited;
    /** The entries that tell of these rows. */
    private final String said;

    private final String concerning;
    private final String following;
    private final String judged;

    /** How a row is read whose MAC holds; empty where it does not. */
    @FunctionalInterface
    interface Reader<T> {
        Optional<T> read(JdbcClient sql, ResultSet row, ForgedRows forged) throws SQLException;
    }

    /** A row, or what an entry named; empty where it is not the newest that the ledger knows, or does not hold. */
    record Judged<T>(UUID id, Optional<T> row) {}

    /**
     * An entry, and whether the gateway appended it. What the tree has is under checkpoints, whatever became of its MAC's
     * key; what only says that it has a place there somebody wrote.
     */
    record Told(Waiting read, boolean own) {
        static final String COLUMNS = "e.id, e.bytes, e.hash, e.mac, e.delivery, e.reached, e.position";
        private static final int FETCHED = 16;

        /** The tree is asked only where the MAC does not hold. */
        static Told of(Tiles tiles, RowMacs macs, ResultSet row) throws SQLException {
            Waiting read = PostgresLedger.waiting(macs, row);
            return new Told(read, read.genuine() || PostgresLedger.isInTree(tiles, row));
        }

        /** The entries that the gateway appended, of those, as far as they are read; of others nothing counts, and they raise the alarm. */
        static Stream<Entry> own(JdbcClient sql, ForgedRows forged, String which, Object... values) {
            Tiles tiles = PostgresLedger.tiles(sql);
            return sql
                    .sql("select " + COLUMNS + " from entry e " + which)
                    .params(values)
                    .withFetchSize(FETCHED)
                    .query((row, n) -> of(tiles, forged.macs(), row))
                    .stream()
                    .filter(told -> told.own()
                            || forged.putBack(
                                    sql, Entries.TABLE, told.read().entry().id()))
                    .map(told -> told.read().entry());
        }

        boolean says(String code) {
            return read.entry().says("code").filter(code::equals).isPresent();
        }
    }

    /**
     * The versions of one table.
     *
     * @param name what it is called where it is cited
     * @param columns of the table as {@code c}
     * @param rows which rows concern {@code :people} besides those that entries name together with them
     */
    NewestVersions(String name, String table, String columns, String rows, Reader<T> reader, ToIntFunction<T> version) {
        this.name = name;
        this.reader = reader;
        this.version = version;
        // only where the gateway cites: an agency's own words in an entry can look like it, but have no bracket or
        // quote
        String cites = "substring(encode(e.bytes, 'escape') from '\"clauses\":\\[\"" + name + "/";
        String newest = "max(cast(" + cites + ID + "/([0-9]{1,9})\"') as integer))";
        this.cited = "cast(" + cites + "(" + ID + ")/') as uuid)";
        this.said = " from entry e where e.bytes like '%\"code\":\"" + name + ".%'::bytea and ";
        this.concerning = "select " + cited + said
                + "string_to_array(translate(encode(e.bytes, 'escape'), '/', '\"'), '\"') && cast(:people as text[])"
                + " union select id from " + table + " where " + rows;
        this.following = "((select distinct " + cited + said + cited + " >= :from order by 1 limit :most)"
                + " union (select id from " + table
                + " where id >= :from order by id limit :most)) order by 1 limit :most";
        // in one statement, so that rows and entries are of one moment
        this.judged = ") select n.id as named, " + columns + ", (select " + newest + said + cited
                + " = n.id) as newest from named n left join " + table
                + " c on c.id = n.id where n.id is not null order by n.id";
    }

    /** What concerns {@code people}; empty where somebody changed, removed or put back a row of it, which is entered. */
    Optional<List<T>> of(JdbcClient sql, ForgedRows forged, Map<String, ?> who) {
        List<Judged<T>> all = read(sql, forged, concerning, who);
        return all.stream().allMatch(one -> one.row().isPresent())
                ? Optional.of(all.stream().flatMap(one -> one.row().stream()).toList())
                : Optional.empty();
    }

    /** The one of that id; empty also where it is not the newest, or does not hold, which is entered. */
    Optional<T> find(JdbcClient sql, ForgedRows forged, UUID id) {
        return read(sql, forged, "select cast(:id as uuid)", Map.of("id", id))
                .get(0)
                .row();
    }

    /** The next in the order of their ids, of rows and of what entries name. */
    List<Judged<T>> next(JdbcClient sql, ForgedRows forged, Optional<UUID> after, int atMost) {
        return read(
                sql,
                forged,
                following,
                Map.of("from", after.map(NewestVersions::next).orElse(new UUID(0, 0)), "most", atMost));
    }

    private static UUID next(UUID id) {
        long low = id.getLeastSignificantBits() + 1;
        return new UUID(id.getMostSignificantBits() + (low == 0 ? 1 : 0), low);
    }

    /** The same, for the alarm that is raised over those that do not hold; the last of them. */
    Optional<UUID> inspect(Transactions transactions, ForgedRows forged, Optional<UUID> after, int atMost) {
        return transactions.in(
                "inspect rows",
                sql -> next(sql, forged, after, atMost).stream().map(Judged::id).reduce((earlier, later) -> later));
    }

    /** The entries that tell of one of them. */
    List<Told> entries(JdbcClient sql, RowMacs macs, UUID id) {
        Tiles tiles = PostgresLedger.tiles(sql);
        return sql.sql("select " + Told.COLUMNS + said + cited + " = ?")
                .param(id)
                .query((row, n) -> Told.of(tiles, macs, row))
                .list();
    }

    private List<Judged<T>> read(JdbcClient sql, ForgedRows forged, String ids, Map<String, ?> values) {
        return sql.sql("with named (id) as (" + ids + judged)
                .params(values)
                .query((row, n) -> judged(sql, forged, row))
                .list();
    }

    private Judged<T> judged(JdbcClient sql, ForgedRows forged, ResultSet row) throws SQLException {
        UUID id = row.getObject("named", UUID.class);
        Integer newest = row.getObject("newest", Integer.class);
        boolean there = row.getObject("id") != null;
        Optional<T> held = there ? reader.read(sql, row, forged) : Optional.empty();
        boolean isNewest = held.filter(one -> Objects.equals(version.applyAsInt(one), newest))
                .isPresent();
        if (!isNewest && (there ? held.isPresent() : newest != null)) {
            forged.putBack(sql, name, id);
        }
        return new Judged<>(id, held.filter(one -> isNewest));
    }
}
