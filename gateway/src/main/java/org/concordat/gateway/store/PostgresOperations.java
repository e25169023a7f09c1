package org.concordat.gateway.store;

import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.concordat.gateway.store.NewestVersions.Told;
import org.concordat.protection.ledger.Entry;
import org.concordat.routes.delivery.Operations;
import org.concordat.routes.hop.DeliveryState;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Coded;
import org.concordat.schemas.terminology.Kind;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What operators see and do: what of it is said of a delivery, the view {@code progress} says. */
record PostgresOperations(Transactions transactions, ForgedRows forged) implements Operations {
    private static final String LATEST_FIRST =
            "join pause_word w on w.id = e.id where w.agency = ? order by w.number desc, w.at desc";

    @Override
    public List<Progress> progress(Optional<UUID> delivery, int atMost) {
        return transactions.in(
                "look at deliveries",
                sql -> sql.sql("select * from progress where delivery = :id"
                                + " or (cast(:id as uuid) is null and stuck)"
                                + " order by since desc limit :most")
                        .param("id", delivery.orElse(null), Types.OTHER)
                        .param("most", atMost)
                        .query((row, n) -> new Progress(
                                row.getObject("delivery", UUID.class),
                                row.getObject("disclosure", UUID.class),
                                new AgencyId(row.getString("sender")),
                                new AgencyId(row.getString("recipient")),
                                new Kind(row.getString("kind")),
                                Coded.of(DeliveryState.values(), row.getString("state")),
                                row.getObject("since", OffsetDateTime.class).toInstant(),
                                row.getInt("attempts"),
                                row.getString("because")))
                        .list());
    }

    @Override
    public boolean pause(AgencyId agency, IntFunction<Entry> entry) {
        return transactions.in("pause an agency", sql -> {
            AdvisoryLock.take(
                    sql, List.of(agency.value()), true); // who releases something to it finds it, or was first
            Optional<Entry> last = latest(sql, forged, agency.value());
            int number = last.flatMap(said -> said.says("pause"))
                    .map(Integer::valueOf)
                    .orElse(0);
            Entry word = entry.apply(number + 1);
            boolean changes =
                    pauses(word) != last.filter(PostgresOperations::pauses).isPresent();
            if (changes) {
                Entries.append(sql, forged.macs(), word);
            }
            return changes;
        });
    }

    /** What the ledger says, as far as the gateway wrote it; within the caller's transaction, which has taken the agency. */
    static boolean isPaused(JdbcClient sql, ForgedRows forged, String agency) {
        return latest(sql, forged, agency).filter(PostgresOperations::pauses).isPresent();
    }

    private static boolean pauses(Entry word) {
        return word.says("code").filter(PAUSED::equals).isPresent();
    }

    private static Optional<Entry> latest(JdbcClient sql, ForgedRows forged, String agency) {
        try (Stream<Entry> told = Told.own(sql, forged, LATEST_FIRST, agency)) {
            return told.findFirst();
        }
    }
}
