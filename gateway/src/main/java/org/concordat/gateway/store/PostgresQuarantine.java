package org.concordat.gateway.store;

import org.concordat.routes.hop.Quarantine;

/** Documents that were set aside unread. */
record PostgresQuarantine(Transactions transactions) implements Quarantine {
    @Override
    public void keep(SetAside document) {
        transactions.run(
                "quarantine",
                sql -> sql.sql("""
                        insert into quarantine (id, agency, at, digest, content) values (?, ?, ?, ?, ?)
                        on conflict (agency, digest) do nothing
                        """)
                        .params(
                                document.id(),
                                document.from().value(),
                                Transactions.utc(document.at()),
                                document.digest(),
                                document.content().toByteArray())
                        .update());
    }
}
