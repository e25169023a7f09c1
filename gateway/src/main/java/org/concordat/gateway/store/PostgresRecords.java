package org.concordat.gateway.store;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.concordat.protection.agency.Successions;
import org.concordat.protection.decision.Circumstances;
import org.concordat.protection.decision.Question;
import org.concordat.routes.consent.Overrides;
import org.concordat.routes.hop.Records;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is on record for a question: of consents, overrides and holdings, as far as their rows are the gateway's own. */
record PostgresRecords(Transactions transactions, ForgedRows forged, Supplier<Successions> successions)
        implements Records {
    @Override
    public Circumstances of(Question question) {
        return transactions.in("find what is on record", sql -> read(sql, question));
    }

    /**
     * The same within the caller's transaction, which holds what is on record of the people, the override, and whether the
     * recipient is paused, from here to its end: who refuses or withdraws waits, and finds what was released; who releases waits, and finds what was
     * refused. It is read by another statement than the one that waits, which would see what was there before.
     */
    Circumstances locked(JdbcClient sql, Question question) {
        List<String> held = new ArrayList<>(question.pseudonyms());
        question.stated().override().map(UUID::toString).ifPresent(held::add);
        held.add(question.to().agency().value());
        AdvisoryLock.take(sql, held, false);
        return read(sql, question);
    }

    private Circumstances read(JdbcClient sql, Question question) {
        return new Circumstances(
                PostgresConsents.of(sql, forged, question),
                question.stated()
                        .override()
                        .flatMap(id -> PostgresOverrides.VERSIONS.find(sql, forged, id))
                        .map(Overrides.OnRecord::decision),
                PostgresHoldings.of(sql, forged, question, successions.get()));
    }
}
