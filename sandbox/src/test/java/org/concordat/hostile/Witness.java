package org.concordat.hostile;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.concordat.sandbox.SharedStack;
import org.concordat.sandbox.postgres.Login;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sees what became of an input: at the partner, in the database, and in what the gateway counts. */
public final class Witness implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** What waits is decided anew when the clock jumps, and may be given back: no input's doing. */
    private static final List<String> OF_WHAT_WAITS =
            List.of("recheck.no-longer-permitted", "recheck.not-permitted-again");

    private final SharedStack stack;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Connection database;

    public Witness(SharedStack stack) throws SQLException {
        this.stack = stack;
        Login login = stack.postgres().superuser();
        this.database = DriverManager.getConnection(stack.postgres().jdbcUrl(), login.username(), login.password());
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }

    /**
     * All that an input could have changed.
     *
     * @param kept rows of what was taken in, let out or put on record: disclosures, deliveries and their states, records
     * @param refusals the codes of the ledger's refusals, as often as they are there
     * @param counters what the gateway counts as refused
     */
    public record Seen(
            int pushes, List<String> kept, List<String> refusals, int quarantined, Map<String, Double> counters) {}

    public Seen look() throws SQLException, IOException, InterruptedException {
        // what waits is held, tried again or returned when the clock jumps by days, and a push that arrived is put on
        // record a moment later: no input's doing, and nobody's to wait for
        return new Seen(
                stack.assembly().childrensServices().requests(),
                rows("select 'disclosure ' || id from disclosure union all"
                        + " select 'delivery ' || id || case when state in ('delivered', 'received')"
                        + " then ' handed over ' || attempt else '' end from delivery union all"
                        + " select 'consent ' || id || ' ' || md5(record) from consent union all"
                        + " select 'override ' || id || ' ' || md5(record) from override_decision union all"
                        + " select 'holding ' || id || ' ' || md5(record) from holding order by 1"),
                refusals(),
                rows("select id::text from quarantine").size(),
                counters());
    }

    /** Nothing that had changed waits to be decided anew: that it comes back is no input's doing. */
    void awaitDecided() {
        Awaitility.await()
                .pollDelay(Duration.ZERO)
                .until(() -> rows("select id::text from delivery where changed and state in ('queued', 'released')")
                        .isEmpty());
    }

    /** Nothing is on its way any more, not even what is due only once a clock that was put back has come there again. */
    public void awaitQuiet() {
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollDelay(Duration.ZERO)
                .until(() -> rows("select id::text from delivery where connector <> 'mailbox'"
                                + " and state in ('queued', 'released')")
                        .isEmpty());
    }

    /** One more refusal of each kind that the evidence names, and nothing at all besides. */
    void onlyEvidence(Attack attack, Seen before, Seen after) {
        assertThat(after.pushes()).as("requests at the partner").isEqualTo(before.pushes());
        assertThat(without(after.kept(), before.kept()))
                .as("disclosures, deliveries and records that are new or changed")
                .isEmpty();
        assertThat(without(before.kept(), after.kept()))
                .as("those that are gone")
                .isEmpty();
        assertThat(after.quarantined() - before.quarantined())
                .as("documents set aside")
                .isEqualTo(attack.evidence().quarantined());
        assertThat(without(after.refusals(), before.refusals()))
                .as("refusals in the ledger")
                .isEqualTo(Collections.nCopies(
                        attack.evidence().entries(), attack.expect().code()));
        Map<String, Double> risen = new TreeMap<>();
        after.counters().forEach((name, value) -> {
            double more = value - before.counters().getOrDefault(name, 0.0);
            if (more != 0) {
                risen.put(name, more);
            }
        });
        assertThat(risen)
                .as("counters")
                .isEqualTo(attack.evidence().counters().stream().collect(Collectors.toMap(name -> name, name -> 1.0)));
    }

    private static List<String> without(List<String> all, List<String> some) {
        List<String> rest = new ArrayList<>(all);
        some.forEach(rest::remove);
        return rest;
    }

    /** The ledger, as it can be read. */
    List<String> entries() throws SQLException {
        return rows("select convert_from(bytes, 'UTF8') from entry");
    }

    private List<String> refusals() throws SQLException {
        return entries().stream()
                .map(JSON::readTree)
                .filter(entry -> "REFUSED".equals(entry.path("verb").asString("")))
                .map((JsonNode entry) -> entry.path("code").asString(""))
                .filter(code -> !OF_WHAT_WAITS.contains(code))
                .sorted()
                .collect(Collectors.toList());
    }

    /** Counters of refusals, by their name and labels as Prometheus reads them. */
    private Map<String, Double> counters() throws IOException, InterruptedException {
        URI metrics = stack.assembly().gateway().management().resolve("/prometheus");
        String text = http.send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString())
                .body();
        Map<String, Double> counters = new TreeMap<>();
        text.lines()
                .filter(line -> line.startsWith("concordat_") && line.contains("refusals_total"))
                .filter(line -> OF_WHAT_WAITS.stream().noneMatch(line::contains))
                .forEach(line -> {
                    int end = line.lastIndexOf(' ');
                    counters.put(line.substring(0, end), Double.parseDouble(line.substring(end)));
                });
        return counters;
    }

    public List<String> rows(String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = database.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }
}
