package org.concordat.sandbox.postgres;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import org.concordat.sandbox.machine.Folders;
import org.concordat.sandbox.machine.Ports;

/**
 * A copy of a server's data, made while it works, by PostgreSQL's own protocol for backups, for its program that does so
 * ({@code pg_basebackup}) is not among the embedded ones. With the log it has what was committed until it was made.
 */
public final class Backup {
    /** What belongs to the running server alone. */
    private static final Set<String> LEFT_BEHIND = Set.of("postmaster.pid", "postmaster.opts");

    private static final String LOG = "pg_wal";
    private static final Set<String> LEFT_EMPTY = Set.of(LOG, "pg_replslot", "pg_stat_tmp");

    private final Postgres server;
    private final Path data;

    private Backup(Postgres server, Path data) {
        this.server = server;
        this.data = data;
    }

    /** Backs a server up, as it is now. */
    static Backup of(Postgres server, String name, Footing footing) throws IOException, SQLException {
        Path data = footing.home().resolve(name);
        copy(server, data, footing);
        Files.delete(data.resolve(LOG));
        Files.walkFileTree(server.data().resolve(LOG), new Copy(server.data(), data, footing, Set.of()));
        return new Backup(server, data);
    }

    /** Starts a new server on it; it can be done once. */
    public Postgres restored() throws IOException, InterruptedException {
        return server.on(data, Ports.free(1).get(0));
    }

    /** Copies all but the log; what was there of a copy that is gone is deleted. */
    static void copy(Postgres primary, Path to, Footing footing) throws IOException, SQLException {
        Folders.delete(to);
        try (Connection connection = primary.connected();
                Statement statement = connection.createStatement()) {
            statement.execute("select pg_backup_start('copy', true)");
            Files.walkFileTree(primary.data(), new Copy(primary.data(), to, footing, LEFT_EMPTY));
            try (ResultSet stopped = statement.executeQuery("select labelfile from pg_backup_stop(false)")) {
                stopped.next();
                footing.write(to.resolve("backup_label"), stopped.getString(1));
            }
        }
    }

    /** Files come and go meanwhile: what is missing or half-written is mended from the log. */
    private static final class Copy extends SimpleFileVisitor<Path> {
        private final Path from;
        private final Path to;
        private final Footing footing;
        private final Set<String> leftEmpty;

        Copy(Path from, Path to, Footing footing, Set<String> leftEmpty) {
            this.from = from;
            this.to = to;
            this.footing = footing;
            this.leftEmpty = leftEmpty;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
            Path copy = to.resolve(from.relativize(folder));
            Files.createDirectory(
                    copy, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            footing.own(copy);
            return leftEmpty.contains(folder.getFileName().toString())
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
