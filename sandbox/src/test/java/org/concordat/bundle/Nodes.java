package org.concordat.bundle;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.concordat.cli.gateway.GatewayClient;
import org.concordat.cli.gateway.KeycloakTokens;
import org.concordat.cli.gateway.Wire;
import org.concordat.protection.bundle.BundleFolder;
import org.concordat.protection.key.AgencyKeys;
import org.concordat.protection.key.TrustPolicy;
import org.concordat.sandbox.Assembly;
import org.concordat.sandbox.SharedStack;
import org.concordat.sandbox.Stack;
import org.concordat.sandbox.gateway.GatewayProcess;
import org.concordat.sandbox.machine.Registry;
import org.concordat.sandbox.machine.Run;
import org.concordat.sandbox.northshire.Northshire;
import org.concordat.sandbox.northshire.PartnerSystem;
import org.concordat.sandbox.postgres.Postgres;
import org.concordat.sandbox.story.Desk;
import org.concordat.schemas.terminology.AgencyId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Two nodes of a gateway on one database, beside all other tests; and the bundle that is worked on. */
final class Nodes implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    final GatewayProcess first;
    final GatewayProcess second;
    final PartnerSystem partner;

    private final Stack stack = new Stack(line -> {});
    private final HttpClient operators = HttpClient.newHttpClient();
    private final Northshire northshire;
    private final Postgres postgres;
    private final SharedStack shared;
    private final Path environment;
    private final Path draft;
    private int number = 1;

    Nodes(SharedStack shared, Path folder) throws Exception {
        this.shared = shared;
        try {
            Assembly own = shared.beside(stack, home("first"));
            northshire = own.northshire();
            postgres = own.postgres();
            partner = own.childrensServices();
            first = own.gateway();
            environment = own.run().folder().resolve("environment");
            Run run = stack.add(
                    "its run", new Registry(shared.cache().root().resolve("runs")).begin(home("second"), line -> {}));
            second = stack.add(
                    "its second node", GatewayProcess.start(run, northshire, postgres, shared.keycloak(), own.clock()));
            draft = folder.resolve("draft");
        } catch (Exception failed) {
            stack.close();
            throw failed;
        }
    }

    private static Path home(String name) {
        return Path.of("target", "bundle", name).toAbsolutePath();
    }

    Desk desk(String who, Path folder) throws IOException {
        return new Desk(who, environment, folder);
    }

    /** The bundle as it was shipped, to be altered, signed and put in force. */
    Path draft() throws IOException {
        for (String below : new String[] {"agencies", "agreements"}) {
            Path there = Files.createDirectories(draft.resolve(below));
            try (Stream<Path> old = Files.list(there)) {
                for (Path file : old.toList()) {
                    Files.delete(file);
                }
            }
            try (Stream<Path> files = Files.list(northshire.configuration().resolve(below))) {
                for (Path file : files.toList()) {
                    Files.copy(file, there.resolve(file.getFileName().toString()));
                }
            }
        }
        return draft;
    }

    BundleFolder drafted() {
        return new BundleFolder(draft, northshire.certificates());
    }

    Northshire northshire() {
        return northshire;
    }

    /** The next number that a bundle may have. */
    int next() {
        return ++number;
    }

    /** The number and digest that a node has in force. */
    JsonNode inForce(GatewayProcess node) throws IOException, InterruptedException {
        return JSON.readTree(ask(node, "/info")).path("configuration");
    }

    double forged(GatewayProcess node) throws IOException, InterruptedException {
        return forged(node, "activation");
    }

    double forged(GatewayProcess node, String table) throws IOException, InterruptedException {
        return ask(node, "/prometheus")
                .lines()
                .filter(line -> line.startsWith("concordat_rows_forged_total{table=\"" + table + "\"}"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private String ask(GatewayProcess node, String path) throws IOException, InterruptedException {
        URI address = node.management().resolve(path);
        return operators
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** The operator's system, which sends whatever it is given. */
    GatewayClient operator() throws Exception {
        AgencyKeys keys = AgencyKeys.read(
                northshire.certificates().resolve(Northshire.OPERATOR), TrustPolicy.SAMPLE_PASSWORD.toCharArray());
        Wire wire = Wire.of(Optional.of(keys.tls()), northshire.authority().certificate());
        KeycloakTokens tokens = new KeycloakTokens(
                shared.keycloak().issuer(),
                new AgencyId(Northshire.OPERATOR),
                KeycloakTokens.OPERATING,
                wire,
                Clock.systemUTC());
        return new GatewayClient(first.url(), wire, tokens);
    }

    /** As somebody who has the database's password. */
    String sql(String statement) throws SQLException {
        try (Connection database = DriverManager.getConnection(
                        postgres.jdbcUrl(),
                        postgres.superuser().username(),
                        postgres.superuser().password());
                Statement written = database.createStatement()) {
            if (!written.execute(statement)) {
                return String.valueOf(written.getUpdateCount());
            }
            ResultSet rows = written.getResultSet();
            return rows.next() ? String.valueOf(rows.getString(1)) : "";
        }
    }

    /** What the drafts of disclosures leave open. */
    static Map<String, String> blanks() {
        Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
        return Map.of("NOW", now.toString(), "HEARING", now.plusSeconds(10_800).toString());
    }

    @Override
    public void close() {
        stack.close();
    }
}
