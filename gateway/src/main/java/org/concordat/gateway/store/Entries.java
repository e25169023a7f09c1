package org.concordat.gateway.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.concordat.protection.key.RowMacs;
import org.concordat.protection.ledger.Entry;
import org.concordat.routes.hop.DeliveryState;
import org.concordat.routes.hop.Refusals;
import org.concordat.routes.hop.StoreUnavailable;
import org.concordat.schemas.terminology.Coded;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The ledger's entries, as they wait for their positions. */
record Entries(Transactions transactions) implements Refusals {
    /** As its MACs name it. */
    static final String TABLE = "entry";

    /** What is kept as evidence of how far {@code delivery d} has come. */
    static final String OF_DELIVERY = """
            (select string_agg(concat_ws(' ', e.id, encode(e.hash, 'hex'), translate(coalesce(e.reached, ''), ' ,', ''), translate(coalesce(e.mac, ''), ' ,', '')), ',')
                from entry e where e.delivery = d.id)
            """;

    /** The codes of entries that are evidence of how far a delivery has come. */
    private static final Map<String, String> REACHED = Map.of(
            "recheck", "released",
            "acknowledge.unconfirmed", "delivered",
            "acknowledge", "received",
            "recheck.no-longer-permitted", "returned",
            "recheck.succeeded", "returned",
            "held.taken-back", "returned");

    @Override
    public void append(List<Entry> entries) {
        transactions.run("append refusals", sql -> entries.forEach(entry -> append(sql, transactions.macs(), entry)));
    }

    /** Appends within the caller's transaction: what it is evidence of is committed with it or not at all. */
    static void append(JdbcClient sql, RowMacs macs, Entry entry) {
        append(sql, macs, entry, null, null);
    }

    /** The same for evidence of how far a delivery has come, by which it is found again. */
    static void append(
            JdbcClient sql, RowMacs macs, Entry entry, @Nullable UUID delivery, @Nullable DeliveryState reached) {
        String code = reached == null ? null : reached.code();
        int inserted = sql.sql("insert into entry (id, bytes, hash, mac, delivery, reached) values (?, ?, ?, ?, ?, ?)")
                .params(Arrays.asList(
                        entry.id(),
                        entry.toByteArray(),
                        entry.hash(),
                        macs.of(TABLE, entry.id(), entry.hash(), delivery, code),
                        new SqlParameterValue(Types.OTHER, delivery),
                        new SqlParameterValue(Types.VARCHAR, code)))
                .update();
        if (inserted != 1) {
            throw new StoreUnavailable("append an entry", "none");
        }
    }

    /** Whether the gateway appended it, with these bytes and about this delivery. */
    static boolean holds(RowMacs macs, ResultSet row, Entry entry) throws SQLException {
        return Arrays.equals(row.getBytes("hash"), entry.hash())
                && macs.hold(
                        row.getString("mac"),
                        TABLE,
                        entry.id(),
                        entry.hash(),
                        row.getObject("delivery", UUID.class),
                        row.getString("reached"));
    }

    /** Whether it is filed under the delivery, and as the evidence, that its bytes say: asked of entries of any age, whose MAC's key may be gone. */
    static boolean isFiledAsItSays(ResultSet row, Entry entry) throws SQLException {
        Optional<String> reached = entry.says("code").map(REACHED::get);
        Optional<String> delivery = reached.flatMap(r -> entry.says("delivery"));
        return delivery.equals(Optional.ofNullable(row.getString("delivery")))
                && delivery.flatMap(d -> reached).equals(Optional.ofNullable(row.getString("reached")));
    }

    /** How far a delivery has come by what was read as {@link #OF_DELIVERY}; empty where that is not as it was appended. */
    static Optional<Set<DeliveryState>> reached(RowMacs macs, UUID delivery, @Nullable String evidence) {
        Set<DeliveryState> reached = EnumSet.noneOf(DeliveryState.class);
        for (String one : evidence == null ? new String[0] : evidence.split(",", -1)) {
            String[] fields = one.split(" ", -1);
            byte[] hash = HexFormat.of().parseHex(fields[1]);
            if (!macs.hold(fields[3], TABLE, UUID.fromString(fields[0]), hash, delivery, fields[2])) {
                return Optional.empty();
            }
            reached.add(Coded.of(DeliveryState.values(), fields[2]));
        }
        return Optional.of(reached);
    }
}
