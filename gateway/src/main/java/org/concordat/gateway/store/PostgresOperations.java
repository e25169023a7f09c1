package org.concordat.gateway.store;

import java.nio.charset.StandardCharsets;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.concordat.protection.ledger.Entry;
import org.concordat.routes.delivery.Operations;
import org.concordat.routes.hop.DeliveryState;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Kind;

/** What operators see and do: what of it is said of a delivery, the view {@code progress} says. */
record PostgresOperations(Transactions transactions, ForgedRows forged) implements Operations {
    private static final String TABLE = "pause";

    @Override
    public List<Progress> progress(Optional<UUID> delivery, int atMost) {
        return transactions.in(
                "look at deliveries",
                sql -> sql.sql("select * from progress where delivery = :id"
                                + " or (cast(:id as uuid) is null and state in ('held', 'returned'))"
                                + " order by since desc limit :most")
                        .param("id", delivery.orElse(null), Types.OTHER)
                        .param("most", atMost)
                        .query((row, n) -> new Progress(
                                row.getObject("delivery", UUID.class),
                                row.getObject("disclosure", UUID.class),
                                new AgencyId(row.getString("sender")),
                                new AgencyId(row.getString("recipient")),
                                new Kind(row.getString("kind")),
                                DeliveryState.ofCode(row.getString("state")),
                                row.getObject("since", OffsetDateTime.class).toInstant(),
                                row.getInt("attempts"),
                                row.getString("because")))
                        .list());
    }

    /** Where somebody else wrote the row, nothing is handed over either. */
    @Override
    public Set<AgencyId> paused() {
        record Row(String agency, boolean paused, String by, Instant at, String mac) {}
        return transactions.in(
                "find who is paused",
                sql -> sql
                        .sql("select agency, paused, by, at, mac from pause")
                        .query((row, n) -> new Row(
                                row.getString("agency"),
                                row.getBoolean("paused"),
                                row.getString("by"),
                                row.getObject("at", OffsetDateTime.class).toInstant(),
                                row.getString("mac")))
                        .list()
                        .stream()
                        .filter(row -> !forged.honoured(
                                        sql,
                                        TABLE,
                                        id(row.agency()),
                                        row.mac(),
                                        row.agency(),
                                        row.paused(),
                                        row.by(),
                                        row.at())
                                || row.paused())
                        .flatMap(row -> AgencyId.find(row.agency()).stream())
                        .collect(Collectors.toSet()));
    }

    @Override
    public void pause(AgencyId agency, boolean paused, AgencyId by, Instant at, Entry evidence) {
        Instant stored = at.truncatedTo(ChronoUnit.MICROS);
        transactions.run("pause an agency", sql -> {
            sql.sql("""
                            insert into pause (agency, paused, by, at, mac) values (?, ?, ?, ?, ?)
                            on conflict (agency) do update set paused = excluded.paused, by = excluded.by, at = excluded.at,
                                mac = excluded.mac
                            """)
                    .params(
                            agency.value(),
                            paused,
                            by.value(),
                            Transactions.utc(stored),
                            forged.mac(TABLE, agency.value(), paused, by.value(), stored))
                    .update();
            Entries.append(sql, transactions.macs(), evidence);
        });
    }

    /** What a forged row is entered under. */
    private static UUID id(String agency) {
        return UUID.nameUUIDFromBytes(agency.getBytes(StandardCharsets.UTF_8));
    }
}
