package org.concordat.gateway.store;

import java.time.Duration;
import java.util.UUID;
import org.concordat.protection.key.RowMacs;
import org.concordat.routes.arrival.Turns;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Turns by the database's time. */
public record PostgresTurns(Transactions transactions) implements Turns {
    public static PostgresTurns of(JdbcClient database, TransactionTemplate template, RowMacs macs) {
        return new PostgresTurns(new Transactions(database, template, macs));
    }

    @Override
    public boolean take(String place, UUID node, Duration lease) {
        return transactions.in(
                "take a turn",
                sql -> sql.sql("""
                                insert into arrival_turn (place, node, until) values (?, ?, now() + make_interval(secs => ?))
                                on conflict (place) do update set node = excluded.node, until = excluded.until
                                    where arrival_turn.node = excluded.node or arrival_turn.until < now()
                                """)
                                .params(place, node, lease.toMillis() / 1000.0)
                                .update()
                        == 1);
    }
}
