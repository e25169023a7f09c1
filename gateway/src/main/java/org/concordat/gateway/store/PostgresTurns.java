package org.concordat.gateway.store;

import java.time.Duration;
import java.util.UUID;
import org.concordat.protection.key.RowMacs;
import org.concordat.routes.arrival.Turns;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Turns by the database's time. One that ends later than any could was taken before that was put back, and counts no more. */
public record PostgresTurns(Transactions transactions) implements Turns {
    public static PostgresTurns of(JdbcClient database, TransactionTemplate template, RowMacs macs) {
        return new PostgresTurns(new Transactions(database, template, macs));
    }

    @Override
    public boolean take(String place, UUID node, Duration lease) {
        double seconds = lease.toMillis() / 1000.0;
        return transactions.in(
                "take a turn",
                sql -> sql.sql("""
                                insert into arrival_turn (place, node, until) values (?, ?, now() + make_interval(secs => ?))
                                on conflict (place) do update set node = excluded.node, until = excluded.until
                                    where arrival_turn.node = excluded.node or arrival_turn.until < now()
                                        or arrival_turn.until > now() + 2 * make_interval(secs => ?)
                                """).params(place, node, seconds, seconds).update() == 1);
    }
}
