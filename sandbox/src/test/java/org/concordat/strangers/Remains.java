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
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.concordat.sandbox.SharedStack;

/** All that a running sandbox has written so far: every column of its database, every file of its servers. */
record Remains(SharedStack stack) {
    /** Where which of these are found. */
    Map<String, TreeSet<String>> of(List<Canary> canaries) throws Exception {
        Map<String, TreeSet<String>> found = new TreeMap<>();
        inColumns((place, bytes) -> note(canaries, place, bytes, found));
        inFiles((place, bytes) -> note(canaries, place, bytes, found));
        return found;
    }

    private static void note(List<Canary> canaries, String place, byte[] bytes, Map<String, TreeSet<String>> found) {
        for (Canary canary : canaries) {
            if (canary.isIn(bytes)) {
                found.computeIfAbsent(place, key -> new TreeSet<>()).add(canary.word());
            }
        }
    }

    /** As who may read everything. */
    Connection asSuperuser() throws SQLException {
        var postgres = stack.postgres();
        return DriverManager.getConnection(
                postgres.jdbcUrl(),
                postgres.superuser().username(),
                postgres.superuser().password());
    }

    void inColumns(Sight sight) throws Exception {
        try (Connection connection = asSuperuser();
                Statement statement = connection.createStatement()) {
            // what is still in memory only is in the files afterwards
            statement.execute("checkpoint");
            List<String> tables = new ArrayList<>(List.of("pg_catalog.pg_stat_activity", "pg_catalog.pg_stats"));
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

    /** Of this run, those in the system's temporary folder too. Programs are links out of it, and are not followed. */
    void inFiles(Sight sight) throws Exception {
        List<Path> folders = new ArrayList<>(List.of(stack.run().folder()));
        String port = Integer.toString(stack.assembly().address().getPort());
        try (Stream<Path> temporary = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            temporary
                    .filter(folder -> folder.getFileName()
                                    .toString()
                                    .equals("concordat-" + stack.run().id())
                            || folder.getFileName().toString().startsWith("tomcat." + port + "."))
                    .forEach(folders::add);
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
