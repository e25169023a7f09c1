package org.concordat.gateway.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.concordat.protection.key.RowMacs;
import org.concordat.routes.hop.StoreUnavailable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** The one way to the database: a transaction each, and errors without their words, which quote values. Safe to share. */
record Transactions(JdbcClient database, TransactionTemplate template, RowMacs macs) {
    /** Does the work in one transaction, which is rolled back whole when anything in it fails. */
    <T> T in(String operation, Function<JdbcClient, T> work) {
        try {
            return template.execute(status -> work.apply(database));
        } catch (DataAccessException | TransactionException e) {
            throw new StoreUnavailable(operation, sqlState(e));
        }
    }

    /** As {@link #in}, for work that yields nothing. */
    void run(String operation, Consumer<JdbcClient> work) {
        in(operation, sql -> {
            work.accept(sql);
            return true;
        });
    }

    /** Makes a change, and with it what belongs to it; false, and nothing is written, when there was nothing to change. */
    boolean change(String operation, ToIntFunction<JdbcClient> change, Consumer<JdbcClient> with) {
        return in(operation, sql -> {
            boolean changed = change.applyAsInt(sql) == 1;
            if (changed) {
                with.accept(sql);
            }
            return changed;
        });
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    static SqlParameterValue orNone(Optional<Instant> instant) {
        return new SqlParameterValue(
                Types.TIMESTAMP_WITH_TIMEZONE, instant.map(Transactions::utc).orElse(null));
    }

    static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private static String sqlState(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return "unknown";
    }
}
