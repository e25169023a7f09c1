package org.concordat.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.concordat.routes.connector.RestConnector;
import org.concordat.sandbox.SharedStack;
import org.concordat.sandbox.Stack;
import org.concordat.sandbox.gateway.Engine;
import org.concordat.sandbox.gateway.GatewayProcess;
import org.concordat.sandbox.gateway.StoryClock;
import org.concordat.sandbox.machine.Registry;
import org.concordat.sandbox.machine.Run;
import org.concordat.sandbox.northshire.Northshire;
import org.concordat.sandbox.northshire.PartnerSystem;
import org.concordat.sandbox.postgres.Login;
import org.concordat.sandbox.postgres.Postgres;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Ground on which things may break: a gateway, a database, a partner's system and a clock of its own, beside those of
 * all other tests; of these it uses Keycloak and the certificates alone. To Keycloak and to the partner go cables. A test
 * leaves it whole, so that the next can use it.
 */
final class Ground implements AutoCloseable {
    static final Instant MORNING = Instant.parse("2026-11-24T09:10:00Z");

    static final Path HOME = Path.of("target", "faults").toAbsolutePath();

    private final Stack stack = new Stack(line -> {});
    private final SharedStack shared;
    private final Run run;
    private final Northshire northshire;
    private final StoryClock clock;
    private final Postgres postgres;
    private final PartnerSystem partner;
    private final Cable toPartner;
    private final Cable toKeycloak;
    private final Optional<Pair> pair;
    private final Map<String, String> other;
    private final Nodes nodes;
    private final Map<String, Correspondent> correspondents = new ConcurrentHashMap<>();
    private final Arrivals arrivals = new Arrivals(this);
    private final HttpClient operators = HttpClient.newHttpClient();
    private Optional<Connection> database = Optional.empty();

    private Ground(
            SharedStack shared, Path home, Alteration bundle, int several, Engine engine, Map<String, String> other)
            throws Exception {
        this.shared = shared;
        this.other = Map.copyOf(other);
        run = stack.add("the run", new Registry(shared.cache().root().resolve("runs")).begin(home, line -> {}));
        try {
            northshire = shared.northshire().withBundleIn(run.folder());
            clock = new StoryClock(run.folder().resolve("clock"));
            clock.set(MORNING);
            postgres = stack.add("PostgreSQL", Postgres.start(run, shared.cache(), line -> {}));
            partner = stack.add("the partner", PartnerSystem.start(northshire, run.folder()));
            toPartner = stack.add("its cable", Cable.to(partner.address().getPort()));
            toKeycloak = stack.add(
                    "Keycloak's cable",
                    Cable.to(shared.keycloak().certificates().getPort()));
            northshire.writeBundle(over(partner.address(), toPartner), partner.address());
            bundle.alter(northshire);
            URI keys = over(shared.keycloak().certificates(), toKeycloak);
            pair = several == 1 ? Optional.empty() : Optional.of(Pair.of(postgres, stack));
            nodes = Nodes.start(several, stack, (name, settings) -> {
                settings.put("concordat.gateway.keycloak.jwks", keys.toString());
                pair.ifPresent(both -> settings.put("spring.datasource.url", both.jdbcUrl()));
                settings.putAll(other);
                return GatewayProcess.start(
                        name, engine, run, northshire, postgres, shared.keycloak(), clock, settings);
            });
            Correspondent children = correspondent(Northshire.CHILDREN);
            partner.player()
                    .addMockServiceRequestListener((push, answer) -> arrivals.came(
                            UUID.fromString(push.getHeader(RestConnector.DELIVERY)), push.getBody(), children));
        } catch (Exception failed) {
            stack.close();
            throw failed;
        }
    }

    /** Ground of a test's own, which it closes. */
    static Ground on(SharedStack shared, Path home, Alteration bundle) throws Exception {
        return on(shared, home, bundle, Map.of());
    }

    /** The same, whose gateway has some settings of its own. */
    static Ground on(SharedStack shared, Path home, Alteration bundle, Map<String, String> settings) throws Exception {
        return new Ground(shared, home, bundle, 1, Engine.ofSandbox(), settings);
    }

    /** Ground of a test's own with several gateways, on a database with a synchronous standby. */
    static Ground ofSeveralNodes(SharedStack shared, int nodes) throws Exception {
        return new Ground(shared, HOME, northshire -> {}, nodes, Engine.ofSandbox(), Map.of());
    }

    /** Ground of a test's own with a gateway that has settings of its own. */
    static Ground of(SharedStack shared, Engine engine, Map<String, String> settings) throws Exception {
        return new Ground(shared, HOME, northshire -> {}, 1, engine, settings);
    }

    /** What a test changes of the bundle before the gateway reads it. */
    interface Alteration {
        void alter(Northshire northshire) throws Exception;
    }

    private static URI over(URI address, Cable cable) {
        return URI.create("https://localhost:" + cable.port() + address.getPath());
    }

    SharedStack shared() {
        return shared;
    }

    /** Where the gateway's keys are; of those in a device, what they were copied from. */
    Path keys() {
        String own = other.get("concordat.gateway.keys.folder");
        return own == null || !Files.exists(Path.of(own, "signing.p12"))
                ? northshire.certificates().resolve("gateway")
                : Path.of(own);
    }

    Run run() {
        return run;
    }

    Northshire northshire() {
        return northshire;
    }

    StoryClock clock() {
        return clock;
    }

    /** Business time goes on from where it is, so much later, or earlier. */
    synchronized void jump(Duration by) throws IOException {
        clock.set(clock.instant().plus(by));
    }

    Postgres postgres() {
        return postgres;
    }

    PartnerSystem partner() {
        return partner;
    }

    Cable toPartner() {
        return toPartner;
    }

    Cable toKeycloak() {
        return toKeycloak;
    }

    /** The first of the gateways; most often there is no other. */
    GatewayProcess gateway() {
        return nodes.all().get(0);
    }

    Nodes nodes() {
        return nodes;
    }

    Pair pair() {
        return pair.orElseThrow();
    }

    /** Where agencies call. */
    URI address() {
        return nodes.address();
    }

    /** An agency's system, which keeps its connections. */
    Correspondent correspondent(String agency) throws Exception {
        Correspondent known = correspondents.get(agency);
        if (known == null) {
            known = Correspondent.of(agency, this);
            correspondents.put(agency, known);
        }
        return known;
    }

    /** Has agencies' systems begin anew, with the gateway's certificates of now. */
    void meetAgain() {
        correspondents.clear();
    }

    /** What reached recipients since the ground is there. */
    Arrivals arrivals() {
        return arrivals;
    }

    /** What an operator's page of the gateway answers; 0 when nobody does. */
    int health(String path) {
        try {
            return operators
                    .send(
                            HttpRequest.newBuilder(gateway().management().resolve(path))
                                    .timeout(Duration.ofSeconds(20))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException nobody) {
            return 0;
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    /** The gateway's metrics, as an operator reads them. */
    String metrics() throws IOException, InterruptedException {
        return operators
                .send(
                        HttpRequest.newBuilder(gateway().management().resolve("/prometheus"))
                                .timeout(Duration.ofSeconds(20))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** The first column of what the database answers its superuser; {@code ?} stands for the values in order. */
    List<String> rows(String query, Object... values) throws SQLException {
        return ask(query, values);
    }

    /** Over one connection, which is made anew when the server was killed since. */
    private synchronized List<String> ask(String query, Object... values) throws SQLException {
        if (database.isEmpty() || !database.get().isValid(2)) {
            Login login = postgres.superuser();
            String address = pair.map(Pair::jdbcUrl).orElse(postgres.jdbcUrl());
            database = Optional.of(DriverManager.getConnection(address, login.username(), login.password()));
        }
        List<String> rows = new ArrayList<>();
        try (PreparedStatement statement = database.get().prepareStatement(query)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    rows.add(result.getString(1));
                }
            }
        }
        return rows;
    }

    @Override
    public void close() {
        stack.close();
    }

    /** Gives the one ground to the tests that ask for it; {@link SharedStack.Extension} comes first. */
    static final class Extension implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Ground.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            SharedStack shared = SharedStack.in(context);
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.GLOBAL)
                    .computeIfAbsent(Ground.class, key -> begin(shared), Ground.class);
        }

        private static Ground begin(SharedStack shared) {
            try {
                return on(shared, HOME, northshire -> {});
            } catch (Exception failed) {
                throw new IllegalStateException("the ground for faults did not begin", failed);
            }
        }
    }
}
