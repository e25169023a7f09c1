package org.concordat.strangers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.concordat.sandbox.SharedStack;
import org.concordat.sandbox.machine.Run;
import org.concordat.sandbox.postgres.Postgres;

/** All that a running sandbox has written so far: every column of its database, every file of its servers. */
public record Remains(Run run, Postgres postgres) {
    Remains(SharedStack stack) {
        this(stack.run(), stack.postgres());
    }

    /** Where which of these are found. */
    public Map<String, TreeSet<String>> of(List<Canary> canaries) throws Exception {
        Canaries all = new Canaries(canaries);
        Map<String, TreeSet<String>> found = new TreeMap<>();
        Sight sight = (place, bytes) -> {
            Set<String> words = all.in(bytes);
            if (!words.isEmpty()) {
                found.computeIfAbsent(place, key -> new TreeSet<>()).addAll(words);
            }
        };
        inColumns(sight);
        inFiles(sight);
        return found;
    }

    /** As who may read everything. */
    Connection asSuperuser() throws SQLException {
        return DriverManager.getConnection(
                postgres.jdbcUrl(),
                postgres.superuser().username(),
                postgres.superuser().password());
    }

    /** Every column that the catalogue knows of, of whatever tables there are by now. */
    void inColumns(Sight sight) throws Exception {
        try (Connection connection = asSuperuser();
                Statement statement = connection.createStatement()) {
            // what is still in memory only is in the files afterwards
            statement.execute("checkpoint");
            List<String> tables = new ArrayList<>(
                    List.of("pg_catalog.pg_stat_activity", "pg_catalog.pg_stats", "pg_catalog.pg_largeobject"));
            try (ResultSet rows = statement.executeQuery("select format('%I.%I', schemaname, tablename)"
                    + " from pg_catalog.pg_tables where schemaname not in ('pg_catalog', 'information_schema')")) {
                while (rows.next()) {
                    tables.add(rows.getString(1));
                }
            }
            for (String table : tables) {
                inColumns(statement, table, sight);
            }
        }
    }

    private static void inColumns(Statement statement, String table, Sight sight) throws Exception {
        try (ResultSet rows = statement.executeQuery("select * from " + table)) {
            var columns = rows.getMetaData();
            while (rows.next()) {
                for (int column = 1; column <= columns.getColumnCount(); column++) {
                    boolean binary = columns.getColumnTypeName(column).equals("bytea");
                    String text = binary ? null : rows.getString(column);
                    byte[] bytes = binary ? rows.getBytes(column) : text == null ? null : text.getBytes(UTF_8);
                    if (bytes != null) {
                        sight.of(table + "." + columns.getColumnName(column), bytes);
                    }
                }
            }
        }
    }

    /**
     * Of this run, that in the system's temporary folder too; the servers' own temporary folders are in the run's. Programs
     * are links out of it, and are not followed.
     */
    void inFiles(Sight sight) throws Exception {
        List<Path> folders = new ArrayList<>(List.of(run.folder()));
        Path elsewhere = Path.of(System.getProperty("java.io.tmpdir"), "concordat-" + run.id());
        if (Files.exists(elsewhere)) {
            folders.add(elsewhere);
        }
        for (Path folder : folders) {
            List<Path> files;
            try (Stream<Path> walk = Files.walk(folder)) {
                files = walk.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                        .toList();
            }
            for (Path file : files) {
                inFile(file, folder.getParent().relativize(file).toString(), sight);
            }
        }
    }

    private static void inFile(Path file, String place, Sight sight) throws Exception {
        try {
            sight.of(place, Files.readAllBytes(file));
        } catch (NoSuchFileException gone) {
            // a server tidied up meanwhile
        } catch (IOException unreadable) {
            throw new IOException("it cannot be told what is in " + place, unreadable);
        }
    }

    /** What is done with what is seen. */
    interface Sight {
        void of(String place, byte[] bytes) throws Exception;
    }
}
