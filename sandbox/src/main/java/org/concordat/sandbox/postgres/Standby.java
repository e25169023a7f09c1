package org.concordat.sandbox.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A server that follows another, on a copy of its data made while that one works. */
final class Standby {
    private static final String NAME = "standby";
    /** Whoever follows the server logs in as everybody does. */
    private static final String RULE = "host replication all 127.0.0.1/32 scram-sha-256\n";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private Standby() {}

    /** A copy of a server's data, in a folder beside it; what was there of one that is gone is deleted. */
    static Path copy(Postgres primary, int port, Footing footing) throws IOException, SQLException {
        Path to = footing.home().resolve("data-" + port + "-of-" + primary.port());
        Path rules = primary.data().resolve("pg_hba.conf");
        if (!Files.readString(rules).contains(RULE)) {
            Files.writeString(rules, RULE, StandardOpenOption.APPEND);
        }
        // as much as a copy can miss: the log that it needs comes over the line
        primary.tell("alter system set wal_keep_size = '512MB'");
        primary.tell("select pg_reload_conf()");
        Backup.copy(primary, to, footing);
        footing.write(to.resolve("standby.signal"), "");
        Login login = primary.superuser();
        Files.writeString(
                to.resolve("postgresql.auto.conf"),
                "primary_conninfo = 'host=127.0.0.1 port=" + primary.port() + " user=" + login.username() + " password="
                        + login.password() + " application_name=" + NAME + "'\n",
                StandardOpenOption.APPEND);
        return to;
    }

    /** Starts a server on the copy; returns when every commit of the primary waits for it. */
    static Postgres of(Postgres primary, int port, Path copy) throws IOException, InterruptedException, SQLException {
        Postgres standby = primary.on(copy, port);
        try {
            primary.tell("alter system set synchronous_standby_names = '" + NAME + "'");
            primary.tell("select pg_reload_conf()");
            long until = System.nanoTime() + PATIENCE.toNanos();
            while (!follows(primary)) {
                if (System.nanoTime() - until > 0 || !standby.alive()) {
                    throw new IOException("the standby does not follow its primary");
                }
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            }
            return standby;
        } catch (IOException | SQLException | RuntimeException failed) {
            standby.close();
            throw failed;
        }
    }

    private static boolean follows(Postgres primary) throws SQLException {
        try (Connection connection = primary.connected();
                Statement statement = connection.createStatement();
                ResultSet following = statement.executeQuery(
                        "select from pg_stat_replication where state = 'streaming' and sync_state = 'sync'")) {
            return following.next();
        }
    }
}
