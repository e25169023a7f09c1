package org.concordat.gateway.store;

import org.concordat.routes.hop.Quarantine;

/** Documents that were set aside unread. */
record PostgresQuarantine(Transactions transactions) implements Quarantine {
    /** Bytes; whoever fills the disk would stop everybody's disclosures. */
    private static final long MOST_OF_AN_AGENCY = 200L * 1024 * 1024;

    @Override
    public boolean keep(SetAside document) {
        String agency = document.from().value();
        return transactions.in(
                "quarantine",
                sql -> sql.sql("""
                                insert into quarantine (id, agency, at, digest, content)
                                select ?, ?, ?, ?, ?
                                where (select coalesce(sum(length(content)), 0) from quarantine where agency = ?) < ?
                                on conflict (agency, digest) do nothing
                                """)
                                        .params(
                                                document.id(),
                                                agency,
                                                Transactions.utc(document.at()),
                                                document.digest(),
                                                document.content().toByteArray(),
                                                agency,
                                                MOST_OF_AN_AGENCY)
                                        .update()
                                == 1
                        || sql.sql("select count(*) from quarantine where agency = ? and digest = ?")
                                        .params(agency, document.digest())
                                        .query(Integer.class)
                                        .single()
                                == 1);
    }
}
