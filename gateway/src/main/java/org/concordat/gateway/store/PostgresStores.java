package org.concordat.gateway.store;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.wss4j.common.cache.ReplayCache;
import org.concordat.protection.agency.Successions;
import org.concordat.protection.key.RowMacs;
import org.concordat.routes.Stores;
import org.concordat.routes.arrival.Turns;
import org.concordat.routes.bundle.Activations;
import org.concordat.routes.hop.Ids;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Everything that the gateway stores, in one PostgreSQL database that was migrated. The template's transactions are the only
 * ones. Safe to share.
 *
 * @param macs what shows that a row was written here
 * @param clock business time, for the entries about rows that somebody forged
 */
public record PostgresStores(JdbcClient database, TransactionTemplate template, RowMacs macs, Ids ids, Clock clock) {
    private Transactions transactions() {
        return new Transactions(database, template, macs);
    }

    private ForgedRows forged() {
        return new ForgedRows(macs, ids, clock);
    }

    /**
     * The stores of the routes.
     *
     * @param successions who has whose work now
     * @throws IllegalStateException when the database would acknowledge what it could still lose
     */
    public Stores stores(Supplier<Successions> successions) {
        requireDurable(database);
        Transactions transactions = transactions();
        ForgedRows forged = forged();
        PostgresRecords records = new PostgresRecords(transactions, forged, successions);
        PostgresDeliveries deliveries = new PostgresDeliveries(transactions, forged, records);
        return new Stores(
                new PostgresCommitments(transactions, forged),
                new PostgresQuarantine(transactions),
                new Entries(transactions),
                deliveries,
                new PostgresMailboxes(transactions, forged),
                new PostgresStatuses(transactions, forged),
                new PostgresOpenChecks(transactions),
                new PostgresHeldDeliveries(transactions, deliveries),
                new PostgresNotices(transactions),
                records,
                new PostgresConsents(transactions, forged),
                new PostgresOverrides(transactions, forged),
                new PostgresHoldings(transactions, forged),
                new PostgresLedger(transactions),
                new PostgresOperations(transactions, forged));
    }

    /** The bundles that were put in force. */
    public Activations activations() {
        return new PostgresActivations(transactions(), forged());
    }

    /** Which envelopes were here, at any of the gateway's nodes. */
    public ReplayCache replays() {
        return new PostgresReplays(transactions());
    }

    /** Which of the nodes looks where something may lie. */
    public Turns turns() {
        return new PostgresTurns(transactions());
    }

    /**
     * Refuses to go on where refusals or holdings would be forgotten, because the key that their people were called by has
     * left the ring. Overrides are not asked for: those that nobody finds let nothing go.
     *
     * @param keys names of the pseudonyms' keys
     */
    public void requireFound(List<String> keys) {
        boolean forgotten = database.sql("""
                        select exists (select from (select subjects from consent union all select subjects from holding) r
                            where cardinality(subjects) > 0 and not exists (
                                select from unnest(subjects) p where split_part(p, '.', 1) = any(?)))
                        """)
                .params((Object) keys.toArray(String[]::new))
                .query(Boolean.class)
                .single();
        if (forgotten) {
            throw new IllegalStateException(
                    "there are consents or holdings under a key for pseudonyms that is not among " + keys
                            + ": put it back into the store of secrets, without an end to its window");
        }
    }

    static void requireDurable(JdbcClient database) {
        for (String setting : List.of("fsync", "full_page_writes", "synchronous_commit")) {
            if (setting(database, setting).equals("off")) {
                throw new IllegalStateException("the database has " + setting
                        + " off: it would acknowledge what a power cut can still take away; switch it on");
            }
        }
        if (Set.of("local", "remote_write").contains(setting(database, "synchronous_commit"))
                && !setting(database, "synchronous_standby_names").isEmpty()) {
            throw new IllegalStateException(
                    "the database has a synchronous standby, and a synchronous_commit that does"
                            + " not wait until it has written: it would acknowledge what can be gone with the primary; set it to on");
        }
    }

    private static String setting(JdbcClient database, String name) {
        return database.sql("select current_setting(?)")
                .param(name)
                .query(String.class)
                .single();
    }
}
