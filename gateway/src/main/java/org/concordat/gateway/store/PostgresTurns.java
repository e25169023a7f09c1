package org.concordat.gateway.store;

import java.time.Duration;
import java.util.UUID;
import org.concordat.routes.arrival.Turns;

/** Turns by the database's time. One that ends later than any could was taken before that was put back, and counts no more. */
record PostgresTurns(Transactions transactions) implements Turns {
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
