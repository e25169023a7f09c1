package org.concordat.gateway.store;

import java.time.Clock;
import java.util.List;
import org.concordat.protection.key.RowMacs;
import org.concordat.routes.Stores;
import org.concordat.routes.hop.Ids;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The stores of the routes, in one PostgreSQL database that was migrated. */
public final class PostgresStores {
    private PostgresStores() {}

    /**
     * All stores over one database. The template's transactions are the only ones.
     *
     * @param macs what shows that a row was written here
     * @param clock business time, for the entries about rows that somebody forged
     * @throws IllegalStateException when the database would acknowledge what it could still lose
     */
    public static Stores of(JdbcClient database, TransactionTemplate template, RowMacs macs, Ids ids, Clock clock) {
        requireDurable(database);
        Transactions transactions = new Transactions(database, template, macs);
        ForgedRows forged = new ForgedRows(macs, ids, clock);
        PostgresDeliveries deliveries = new PostgresDeliveries(transactions, forged);
        return new Stores(
                new PostgresCommitments(transactions, forged),
                new PostgresQuarantine(transactions),
                new Entries(transactions),
                deliveries,
                new PostgresMailboxes(transactions, forged),
                new PostgresStatuses(transactions),
                new PostgresOpenChecks(transactions),
                new PostgresHeldDeliveries(transactions, deliveries),
                new PostgresNotices(transactions),
                new PostgresRecords(transactions, forged),
                new PostgresConsents(transactions, forged),
                new PostgresOverrides(transactions, forged),
                new PostgresHoldings(transactions, forged),
                new PostgresLedger(transactions));
    }

    static void requireDurable(JdbcClient database) {
        for (String setting : List.of("fsync", "full_page_writes", "synchronous_commit")) {
            String value = database.sql("select current_setting(?)")
                    .param(setting)
                    .query(String.class)
                    .single();
            if ("off".equals(value)) {
                throw new IllegalStateException("the database has " + setting
                        + " off: it would acknowledge what a power cut can still take away; switch it on");
            }
        }
    }
}
