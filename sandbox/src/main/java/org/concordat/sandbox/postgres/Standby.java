package org.concordat.sandbox.postgres;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.concordat.sandbox.machine.Folders;

/**
 * The data of a server that follows another: a copy made while that one works, by PostgreSQL's own protocol for backups,
 * for its program that does so ({@code pg_basebackup}) is not among the embedded ones.
 */
final class Standby {
    private static final String NAME = "standby";
    /** Whoever follows the server logs in as everybody does. */
    private static final String RULE = "host replication all 127.0.0.1/32 scram-sha-256\n";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    /** What belongs to the running server alone. The log that the copy needs comes over the line. */
    private static final Set<String> LEFT_BEHIND = Set.of("postmaster.pid", "postmaster.opts");

    private static final Set<String> LEFT_EMPTY = Set.of("pg_wal", "pg_replslot", "pg_stat_tmp");

    private Standby() {}

    /** A copy of a server's data, in a folder beside it; what was there of one that is gone is deleted. */
    static Path copy(Postgres primary, int port, Footing footing) throws IOException, SQLException {
        Path from = primary.data();
        Path to = footing.home().resolve("data-" + port + "-of-" + primary.port());
        Folders.delete(to);
        Path rules = from.resolve("pg_hba.conf");
        if (!Files.readString(rules).contains(RULE)) {
            Files.writeString(rules, RULE, StandardOpenOption.APPEND);
        }
        // as much as a copy can miss
        primary.tell("alter system set wal_keep_size = '512MB'");
        primary.tell("select pg_reload_conf()");
        try (Connection connection = primary.connected();
                Statement statement = connection.createStatement()) {
            statement.execute("select pg_backup_start('standby', true)");
            Files.walkFileTree(from, new Copy(from, to, footing));
            try (ResultSet stopped = statement.executeQuery("select labelfile from pg_backup_stop(false)")) {
                stopped.next();
                write(to.resolve("backup_label"), stopped.getString(1), footing);
            }
        }
        write(to.resolve("standby.signal"), "", footing);
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

    private static void write(Path file, String text, Footing footing) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        footing.own(file);
    }

    /** Files come and go meanwhile: what is missing or half-written is mended from the log. */
    private static final class Copy extends SimpleFileVisitor<Path> {
        private final Path from;
        private final Path to;
        private final Footing footing;

        Copy(Path from, Path to, Footing footing) {
            this.from = from;
            this.to = to;
            this.footing = footing;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
            Path copy = to.resolve(from.relativize(folder));
            Files.createDirectory(
                    copy, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            footing.own(copy);
            return LEFT_EMPTY.contains(folder.getFileName().toString())
                    ? FileVisitResult.SKIP_SUBTREE
                    : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (!LEFT_BEHIND.contains(file.getFileName().toString())) {
                Path copy = to.resolve(from.relativize(file));
                try {
                    Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
                    footing.own(copy);
                } catch (NoSuchFileException gone) {
                    return FileVisitResult.CONTINUE;
                }
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failed) throws IOException {
            if (failed instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failed;
        }
    }
}
