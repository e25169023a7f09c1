package org.concordat.tamper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.concordat.sandbox.SharedStack;

/** Somebody who can write any row, and read what the gateway makes of it. */
final class Hand implements AutoCloseable {
    private final SharedStack stack;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Connection database;
    private int copies;

    Hand(SharedStack stack) throws SQLException {
        this.stack = stack;
        var postgres = stack.postgres();
        this.database = DriverManager.getConnection(
                postgres.jdbcUrl(),
                postgres.superuser().username(),
                postgres.superuser().password());
    }

    int write(String sql) throws SQLException {
        try (Statement statement = database.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    String read(String sql) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "";
        }
    }

    /** A row as it is now, to put it back some time: with its own MAC, which was valid once. */
    String copy(String table, String id) throws SQLException {
        String copy = "copy_" + ++copies;
        write("create table " + copy + " as select * from " + table + " where id = '" + id + "'");
        return copy;
    }

    /** Makes every column what it was. */
    void putBack(String table, String copy) throws SQLException {
        String columns = read("select string_agg(quote_ident(column_name), ', ') from information_schema.columns"
                + " where table_schema = 'public' and table_name = '" + table + "' and column_name <> 'id'");
        write("update " + table + " set (" + columns + ") = (select " + columns + " from " + copy
                + ") where id = (select id" + " from " + copy + ")");
        write("drop table " + copy);
    }

    /** How many rows of a table the gateway counted as forged. */
    double forged(String table) throws IOException, InterruptedException {
        return metric("concordat_rows_forged_total{table=\"" + table + "\"}");
    }

    double metric(String name) throws IOException, InterruptedException {
        URI metrics = stack.assembly().gateway().management().resolve("/prometheus");
        return http.send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString())
                .body()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    /** How many entries say that a row was forged. */
    int entries() throws SQLException {
        return Integer.parseInt(
                read("select count(*)::text from entry where convert_from(bytes, 'UTF8') like '%row.forged%'"));
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}
