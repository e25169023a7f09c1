package org.concordat.gateway.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.concordat.protection.envelope.Sealed;
import org.concordat.protection.receipt.Digest;
import org.concordat.routes.hop.Delivery;
import org.concordat.routes.hop.DeliveryState;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Coded;
import org.concordat.schemas.terminology.Kind;
import org.concordat.schemas.terminology.TeamId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A delivery and its row, as they were read. */
record FoundDelivery(DeliveryRow row, Delivery delivery) {
    /** Those whose rows, and whose bytes, are as the gateway wrote them. */
    static List<Delivery> all(JdbcClient sql, ForgedRows forged, String condition, Map<String, Object> values) {
        return sql
                .sql("select " + DeliveryRow.COLUMNS + ", d.grounds, length(d.content) as size" + DeliveryRow.FROM
                        + condition)
                .params(values)
                .query((row, n) -> new FoundDelivery(DeliveryRow.of(row), delivery(row)))
                .list()
                .stream()
                .filter(found -> found.honoured(sql, forged))
                .map(FoundDelivery::delivery)
                .toList();
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        return new Delivery(
                row.getObject("id", UUID.class),
                new AgencyId(row.getString("sender")),
                new TeamId(row.getString("sender_team")),
                row.getObject("disclosure", UUID.class),
                new Kind(row.getString("kind")),
                new AgencyId(row.getString("recipient")),
                row.getString("connector"),
                row.getInt("attempt"),
                Coded.of(DeliveryState.values(), row.getString("state")),
                row.getBoolean("released_once"),
                row.getObject("decision", UUID.class),
                row.getString("digest"),
                row.getString("content_digest"),
                row.getInt("size"),
                new Sealed(row.getBytes("grounds")));
    }

    private boolean honoured(JdbcClient sql, ForgedRows forged) {
        boolean same = Digest.of(delivery.grounds().toByteArray()).equals(row.groundsDigest());
        return row.honoured(sql, forged) && (same || forged.putBack(sql, DeliveryRow.TABLE, row.id()));
    }
}
