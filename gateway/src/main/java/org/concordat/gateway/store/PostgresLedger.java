package org.concordat.gateway.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.concordat.protection.key.RowMacs;
import org.concordat.protection.ledger.Entry;
import org.concordat.protection.ledger.Hash;
import org.concordat.protection.ledger.Nodes;
import org.concordat.protection.ledger.Tiles;
import org.concordat.protection.ledger.TreeBroken;
import org.concordat.protection.receipt.Receipt;
import org.concordat.routes.ledger.Ledger;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The ledger in PostgreSQL: whoever holds the {@link AdvisoryLock} lets it grow. */
record PostgresLedger(Transactions transactions) implements Ledger {
    /** The code of the entry that a delivery is committed with. */
    private static final String COMMITTED = "seal";

    /** Lines, and whether the delivery that a line's bytes name is there: looked up once for each, however it is planned. */
    private static final String LINES = """
            with line as materialized (
                select id, bytes, position, delivery, reached,
                    cast(substring(encode(bytes, 'escape')
                        from '"delivery":"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"') as uuid) as named
                from entry where position >= ? and position < ?)
            select line.*, exists (select d.id""" + DeliveryRow.FROM + "d.id = line.named) as there from line";

    @Override
    public Optional<Receipt> extend(int atMost, Turn turn) {
        return transactions.in("sequence entries", sql -> {
            if (!AdvisoryLock.LEDGER.isTaken(sql)) {
                return Optional.empty();
            }
            Optional<Receipt> before = latest(sql);
            Tiles tiles = tiles(sql);
            Growth growth = turn.grow(before, tiles, waiting(sql, atMost));
            tiles.written().forEach((at, hashes) -> write(sql, at, hashes));
            place(sql, growth);
            setAside(sql, growth.forged());
            growth.evidence().forEach(entry -> Entries.append(sql, transactions.macs(), entry));
            if (!before.equals(Optional.of(growth.checkpoint()))) {
                write(sql, growth);
            } else if (!turn.knows(growth.checkpoint())) {
                // a lock makes this commit wait for the standby: what is handed out must not be gone with the primary
                sql.sql("select size from checkpoint order by size desc limit 1 for no key update")
                        .query(Long.class)
                        .single();
            }
            return Optional.of(growth.checkpoint());
        });
    }

    private List<Waiting> waiting(JdbcClient sql, int atMost) {
        return sql.sql("""
                        select id, bytes, hash, mac, delivery, reached from entry where position is null and not set_aside
                        order by appended, id limit ?
                        """)
                .param(atMost)
                .query((row, n) -> waiting(transactions.macs(), row))
                .list();
    }

    static Waiting waiting(RowMacs macs, ResultSet row) throws SQLException {
        Entry entry = entry(row);
        return new Waiting(entry, Entries.holds(macs, row, entry));
    }

    /** Whether the tree has the entry where its row says: a row alone says what somebody wrote. */
    static boolean isInTree(Tiles tiles, ResultSet row) throws SQLException {
        Long position = row.getObject("position", Long.class);
        try {
            return position != null && tiles.at(0, position).equals(Hash.leaf(row.getBytes("bytes")));
        } catch (TreeBroken e) {
            return false;
        }
    }

    private static void place(JdbcClient sql, Growth growth) {
        if (growth.taken().isEmpty()) {
            return;
        }
        // the lock is ours, and nobody gave these places: who wrote them there keeps nobody out of them
        sql.sql("update entry set position = null, set_aside = true where position >= ? and position < ?")
                .params(growth.size(), growth.size() + growth.taken().size())
                .update();
        int placed = sql.sql("""
                        update entry set position = :size + taken.place - 1
                        from unnest(string_to_array(:ids, ',')::uuid[]) with ordinality as taken (id, place)
                        where entry.id = taken.id and entry.position is null
                        """)
                .param("size", growth.size())
                .param("ids", joined(growth.taken()))
                .update();
        if (placed != growth.taken().size()) {
            throw new TreeBroken("entries were taken away while they were given their positions");
        }
    }

    private static void setAside(JdbcClient sql, List<UUID> forged) {
        if (!forged.isEmpty()) {
            sql.sql("update entry set set_aside = true where id = any (string_to_array(?, ',')::uuid[])")
                    .param(joined(forged))
                    .update();
        }
    }

    private static String joined(List<UUID> ids) {
        return ids.stream().map(UUID::toString).collect(Collectors.joining(","));
    }

    private static void write(JdbcClient sql, Tiles.At at, byte[] hashes) {
        sql.sql("""
                        insert into ledger_tile (height, place, hashes) values (?, ?, ?)
                        on conflict (height, place) do update set hashes = excluded.hashes
                        """).params(at.height(), at.index(), hashes).update();
    }

    /** A checkpoint that finds nothing but forgeries says what the last one said. */
    private static void write(JdbcClient sql, Growth growth) {
        sql.sql("""
                        insert into checkpoint (size, jws) values (?, ?)
                        on conflict (size) do update set jws = excluded.jws, at = excluded.at
                        """)
                .params(
                        growth.size() + growth.taken().size(),
                        growth.checkpoint().jws())
                .update();
    }

    @Override
    public Optional<Receipt> latest() {
        return transactions.in("find the latest checkpoint", PostgresLedger::latest);
    }

    private static Optional<Receipt> latest(JdbcClient sql) {
        return sql.sql("select jws from checkpoint order by size desc limit 1")
                .query(String.class)
                .optional()
                .map(Receipt::new);
    }

    @Override
    public List<Receipt> checkpoints(long above, long upTo) {
        return transactions.in(
                "list checkpoints",
                sql -> sql
                        .sql("select jws from checkpoint where size > ? and size <= ? order by size")
                        .params(above, upTo)
                        .query(String.class)
                        .list()
                        .stream()
                        .map(Receipt::new)
                        .toList());
    }

    @Override
    public Optional<Placed> find(UUID entry) {
        return transactions.in(
                "find an entry",
                sql -> sql.sql("select id, bytes, position from entry where id = ?")
                        .param(entry)
                        .query((row, n) ->
                                new Placed(entry(row), Optional.ofNullable(row.getObject("position", Long.class))))
                        .optional());
    }

    @Override
    public List<Line> lines(long from, int atMost) {
        return transactions.in("read the ledger", sql -> {
            Map<Long, Entry> stored = new HashMap<>();
            Set<Long> misfiled = new HashSet<>();
            Set<Long> bereft = new HashSet<>();
            sql.sql(LINES).params(from, from + atMost).query(row -> {
                Entry entry = entry(row);
                long position = row.getLong("position");
                stored.put(position, entry);
                if (!Entries.isFiledAsItSays(row, entry)) {
                    misfiled.add(position);
                }
                if (!row.getBoolean("there")
                        && entry.says("code").filter(COMMITTED::equals).isPresent()) {
                    bereft.add(position);
                }
            });
            Tiles tiles = tiles(sql);
            return LongStream.range(from, from + atMost)
                    .mapToObj(position -> new Line(
                            position,
                            tiles.at(0, position),
                            Optional.ofNullable(stored.get(position)),
                            misfiled.contains(position),
                            bereft.contains(position)))
                    .toList();
        });
    }

    @Override
    public long strays() {
        return transactions.in(
                "look for strays", sql -> sql.sql("""
                        select (select count(*) from entry where position >= (select max(size) from checkpoint))
                            + (select count(*) from entry where set_aside)
                        """).query(Long.class).single());
    }

    @Override
    public <T> T reading(Function<Nodes, T> reader) {
        return transactions.in("read the tree", sql -> reader.apply(tiles(sql)));
    }

    static Tiles tiles(JdbcClient sql) {
        return new Tiles(at -> sql.sql("select hashes from ledger_tile where height = ? and place = ?")
                .params(at.height(), at.index())
                .query(byte[].class)
                .optional());
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return Entry.stored(row.getObject("id", UUID.class), row.getBytes("bytes"));
    }
}
