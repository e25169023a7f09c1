package org.concordat.gateway.store;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.awaitility.Awaitility;
import org.concordat.protection.agency.Successions;
import org.concordat.routes.Stores;
import org.concordat.sandbox.Stack;
import org.concordat.sandbox.machine.Cache;
import org.concordat.sandbox.machine.Registry;
import org.concordat.sandbox.machine.Run;
import org.concordat.sandbox.postgres.Login;
import org.concordat.sandbox.postgres.Postgres;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The gateway's tables on a real PostgreSQL, and its stores, as the login that may read and write rows only. One for all
 * tests of the stores, which take it as a parameter with {@code @ExtendWith(Database.Extension.class)}.
 */
final class Database implements AutoCloseable {
    private final Stack stack = new Stack(line -> {});
    private final Postgres postgres;
    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final PostgresStores stores;

    private Database() throws Exception {
        Cache cache = Cache.ofUser(System.getenv());
        Path home = Path.of("target", "stores").toAbsolutePath();
        Run run = stack.add("the run", new Registry(cache.root().resolve("runs")).begin(home, line -> {}));
        try {
            postgres = stack.add("PostgreSQL", Postgres.start(run, cache, line -> {}));
            Flyway.configure()
                    .dataSource(postgres.jdbcUrl(), postgres.username(), postgres.password())
                    .locations("classpath:db/migration")
                    .load()
                    .migrate();
            DriverManagerDataSource source = source(postgres.gateway());
            sql = JdbcClient.create(source);
            transaction = new TransactionTemplate(new JdbcTransactionManager(source));
            stores = new PostgresStores(sql, transaction, Rows.MACS, Rows.IDS, Clock.systemUTC());
        } catch (Exception failed) {
            stack.close();
            throw failed;
        }
    }

    Postgres postgres() {
        return postgres;
    }

    JdbcClient sql() {
        return sql;
    }

    TransactionTemplate transaction() {
        return transaction;
    }

    PostgresStores all() {
        return stores;
    }

    Stores stores() {
        return stores.stores(() -> new Successions(List.of()));
    }

    /** As somebody who may do what the gateway must not. */
    JdbcClient as(Login login) {
        return JdbcClient.create(source(login));
    }

    /** Names the standbys that commits wait for; returns when every new connection knows of it. */
    void standbys(String names) {
        JdbcClient superuser = as(postgres.superuser());
        superuser
                .sql("alter system set synchronous_standby_names = '" + names + "'")
                .update();
        superuser.sql("select pg_reload_conf()").query(Boolean.class).single();
        Awaitility.await()
                .until(() -> superuser
                        .sql("select current_setting('synchronous_standby_names')")
                        .query(String.class)
                        .single()
                        .equals(names));
    }

    private DriverManagerDataSource source(Login login) {
        return new DriverManagerDataSource(postgres.jdbcUrl(), login.username(), login.password());
    }

    @Override
    public void close() {
        stack.close();
    }

    /** Gives the one database to the tests that ask for it. */
    static final class Extension implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Database.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.GLOBAL)
                    .computeIfAbsent(Database.class, key -> begin(), Database.class);
        }

        private static Database begin() {
            try {
                return new Database();
            } catch (Exception failed) {
                throw new IllegalStateException("the database of the stores' tests did not begin", failed);
            }
        }
    }
}
