package org.concordat.gateway.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What is on record of people in a table whose rows have versions, compared with the ledger. Entries that tell of its rows
 * have a code of that name and cite an id and a version, e.g. {@code consent/…/2}. A row is found by what an entry
 * cites, too: so one that was hidden or removed by hand is missed, and one that was put back is not the newest.
 */
final class NewestVersions {
    /** Ids and pseudonyms are sought in the entries' bytes: nothing beside these is trusted. */
    private static final String SAID = """
            from entry e where encode(e.bytes, 'escape') like '%"code":"NAME.%'
                and string_to_array(translate(encode(e.bytes, 'escape'), '/', '"'), '"') &&
            """;

    private final String name;
    private final String named;

    /**
     * The versions of one table.
     *
     * @param name what it is called where it is cited
     * @param columns of the table as {@code c}
     * @param rows which rows are read besides those that entries name
     */
    NewestVersions(String name, String table, String columns, String rows) {
        this.name = name;
        // only where the gateway cites: an agency's own words in an entry can look like it, but have no bracket or
        // quote
        String id = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
        String cites = "from '\"clauses\":\\[\"" + name + "/";
        String cited = cites + "(" + id + ")/')";
        String version = cites + id + "/([0-9]{1,9})\"')";
        String said = SAID.replace("NAME", name);
        // in one statement, so that rows and entries are of one moment
        this.named = "with named (id) as (select substring(encode(e.bytes, 'escape') " + cited + " " + said
                + " cast(:people as text[]) union select cast(id as text) from " + table + " where " + rows
                + ") select n.id as named, " + columns + ", (select max(cast(substring(encode(e.bytes, 'escape') "
                + version + " as integer)) " + said + " array[n.id] and substring(encode(e.bytes, 'escape') " + cited
                + " = n.id) as newest from named n left join " + table
                + " c on c.id = cast(n.id as uuid) where n.id is not null order by n.id";
    }

    /** The statement that reads them, with {@code :people} and what decides which rows are read besides. */
    JdbcClient.StatementSpec read(JdbcClient sql, Collection<String> people) {
        return sql.sql(named).param("people", PostgresConsents.array(people));
    }

    /** Reads a row; empty where it is not the newest that the ledger knows, which is entered, or does not hold. */
    <T> RowMapper<Optional<T>> latest(JdbcClient sql, ForgedRows forged, RowMapper<Optional<T>> row) {
        return (found, n) -> {
            if (isNewest(found)) {
                return row.mapRow(found, n);
            }
            forged.putBack(sql, name, UUID.fromString(found.getString("named")));
            return Optional.empty();
        };
    }

    private static boolean isNewest(ResultSet row) throws SQLException {
        return row.getObject("id") != null && row.getInt("version") == row.getInt("newest");
    }
}
