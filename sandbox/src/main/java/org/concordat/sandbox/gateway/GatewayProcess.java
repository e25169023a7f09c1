package org.concordat.sandbox.gateway;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.concordat.protection.configuration.ConfigurationRejected;
import org.concordat.protection.key.TrustPolicy;
import org.concordat.sandbox.keycloak.Keycloak;
import org.concordat.sandbox.keycloak.Realm;
import org.concordat.sandbox.machine.Child;
import org.concordat.sandbox.machine.Ending;
import org.concordat.sandbox.machine.Ports;
import org.concordat.sandbox.machine.Run;
import org.concordat.sandbox.northshire.Northshire;
import org.concordat.sandbox.postgres.Postgres;

/**
 * The gateway, in a Java process of its own, as the sandbox starts and stops it. Killed, it can be started again with
 * the same addresses. For one thread at a time.
 */
public final class GatewayProcess implements AutoCloseable {
    private static final int ATTEMPTS = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(150);

    /** So long as the gateway says that it may take, and some. */
    private static final Duration LEAVES_WITHIN = Duration.ofSeconds(60);

    private final String name;
    private final Engine engine;
    private final Run run;
    private final Path settings;
    private final int port;
    private final int managementPort;
    private Child process;

    private GatewayProcess(String name, Engine engine, Run run, Path settings, int port, int managementPort)
            throws IOException {
        this.name = name;
        this.engine = engine;
        this.run = run;
        this.settings = settings;
        this.port = port;
        this.managementPort = managementPort;
        this.process = launched();
    }

    public static GatewayProcess start(
            Run run, Northshire northshire, Postgres postgres, Keycloak keycloak, StoryClock clock)
            throws IOException, InterruptedException {
        return start(run, northshire, postgres, keycloak, clock, Map.of());
    }

    /**
     * Starts it with some settings of its own.
     *
     * @param other settings that are not as the sandbox has them
     */
    public static GatewayProcess start(
            Run run,
            Northshire northshire,
            Postgres postgres,
            Keycloak keycloak,
            StoryClock clock,
            Map<String, String> other)
            throws IOException, InterruptedException {
        return start("gateway", Engine.ofSandbox(), run, northshire, postgres, keycloak, clock, other);
    }

    /** Starts it in a Java that is not as the sandbox has it, e.g. to be measured. */
    public static GatewayProcess start(
            Engine engine,
            Run run,
            Northshire northshire,
            Postgres postgres,
            Keycloak keycloak,
            StoryClock clock,
            Map<String, String> other)
            throws IOException, InterruptedException {
        return start("gateway", engine, run, northshire, postgres, keycloak, clock, other);
    }

    /** Starts one of several nodes of a run, each of which has a name. */
    public static GatewayProcess start(
            String name,
            Engine engine,
            Run run,
            Northshire northshire,
            Postgres postgres,
            Keycloak keycloak,
            StoryClock clock,
            Map<String, String> other)
            throws IOException, InterruptedException {
        try {
            northshire.sign(1);
        } catch (ConfigurationRejected e) {
            throw new IOException("the bundle is not in order: " + e.findings(), e);
        }
        for (int attempt = 1; ; attempt++) {
            List<Integer> ports = Ports.free(2);
            Map<String, String> all = settings(name, run, northshire, postgres, keycloak, clock, ports);
            all.putAll(other);
            Path settings = run.write(name + "-" + attempt + ".properties", lines(all));
            GatewayProcess gateway = new GatewayProcess(name, engine, run, settings, ports.get(0), ports.get(1));
            try {
                if (gateway.becomesReady()) {
                    return gateway;
                }
                if (attempt == ATTEMPTS || !gateway.process.said("already in use")) {
                    throw new IOException("the gateway did not start:\n" + gateway.process.lastWords());
                }
            } catch (IOException | InterruptedException | RuntimeException failed) {
                gateway.close();
                throw failed;
            }
        }
    }

    private Child launched() throws IOException {
        return run.start(engine.command(settings), engine.environment(), Ending.TERMINATE, name + ".log");
    }

    /** Kills it where it stands: nothing is finished, nobody is told. */
    public void kill() throws InterruptedException {
        process.kill();
    }

    /** Asks it to leave, as an operator does, and waits until it has ended what it had begun. */
    public void leave() throws IOException, InterruptedException {
        ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroy);
        if (!process.endedWithin(LEAVES_WITHIN)) {
            throw new IOException("the gateway did not leave within " + LEAVES_WITHIN.toSeconds() + " s");
        }
    }

    /** Has somebody told when it has ended, whoever ended it, and how to go on; until it is started again. */
    public void whenEnded(Consumer<String> told) {
        process.whenEnded(how -> told.accept("The gateway has ended (" + how + "). It takes and hands over nothing any"
                + " more. Read its log first: it goes when the sandbox stops. Then start bin/sandbox again."));
    }

    /** Begins to start it again, where it was; does not wait. */
    public void launch() throws IOException {
        process = launched();
    }

    /** Starts it again, where it was, and returns when it is ready. Its port may have been lent meanwhile: it tries again. */
    public void startAgain() throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            launch();
            if (becomesReady()) {
                return;
            }
            if (attempt == ATTEMPTS) {
                throw new IOException("the gateway did not start again:\n" + process.lastWords());
            }
        }
    }

    /** In a file that its user alone can read: a command line is seen by everybody on the machine. */
    private static Map<String, String> settings(
            String name,
            Run run,
            Northshire northshire,
            Postgres postgres,
            Keycloak keycloak,
            StoryClock clock,
            List<Integer> ports)
            throws IOException {
        Map<String, String> settings = settings(northshire, postgres, keycloak, ports);
        settings.put("server.address", "127.0.0.1");
        settings.put("management.server.address", "127.0.0.1");
        settings.put(
                "concordat.gateway.keys.folder",
                northshire.certificates().resolve("gateway").toString());
        settings.put(
                "concordat.gateway.keys.password",
                run.write(name + "-password", TrustPolicy.SAMPLE_PASSWORD + "\n")
                        .toString());
        settings.put("concordat.gateway.replay-window", "PT24H");
        // nobody waits for a sandbox to stop
        settings.put("concordat.gateway.leave-after", "PT0S");
        settings.put("concordat.gateway.soap", "true");
        settings.put("concordat.sandbox.clock", clock.file().toString());
        return settings;
    }

    /** What each gateway in Northshire has to be told, wherever its own keys are. */
    public static Map<String, String> settings(
            Northshire northshire, Postgres postgres, Keycloak keycloak, List<Integer> ports) throws IOException {
        Path certificates = northshire.certificates();
        Map<String, String> settings = new TreeMap<>();
        settings.put("server.port", ports.get(0).toString());
        settings.put("management.server.port", ports.get(1).toString());
        settings.put("spring.datasource.url", postgres.jdbcUrl());
        settings.put("spring.datasource.username", postgres.gateway().username());
        settings.put("spring.datasource.password", postgres.gateway().password());
        // the tables' owner makes them; the gateway itself may only read and write rows
        settings.put("spring.flyway.user", postgres.username());
        settings.put("spring.flyway.password", postgres.password());
        settings.put(
                "concordat.gateway.configuration", northshire.configuration().toString());
        settings.put("concordat.gateway.certificates", certificates.toString());
        settings.put("concordat.gateway.approvers", northshire.approvers().toString());
        settings.put(
                "concordat.gateway.authority", northshire.authorityCertificate().toString());
        settings.put(
                "concordat.gateway.revocations",
                certificates.resolve("authority.crl").toString());
        settings.put(
                "concordat.gateway.quarantine",
                certificates.resolve("quarantine-officer/encryption.crt").toString());
        settings.put("concordat.gateway.keycloak.issuer", keycloak.issuer().toString());
        settings.put("concordat.gateway.keycloak.jwks", keycloak.certificates().toString());
        settings.put("concordat.gateway.keycloak.audience", Realm.AUDIENCE);
        settings.put(
                "concordat.gateway.keycloak.authority",
                northshire.authorityCertificate().toString());
        return settings;
    }

    private static String lines(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue() + "\n")
                .collect(Collectors.joining());
    }

    private boolean becomesReady() throws IOException, InterruptedException {
        long begun = System.nanoTime();
        while (!process.endedWithin(BETWEEN_LOOKS)) {
            if (isReady()) {
                return true;
            }
            if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                throw new IOException(
                        "the gateway was not ready within " + PATIENCE.toSeconds() + " s:\n" + process.lastWords());
            }
        }
        return false;
    }

    /** Whether it says that it is ready for callers. */
    public boolean isReady() {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    management().resolve("/health/readiness").toURL().openConnection();
            connection.setConnectTimeout(1_000);
            connection.setReadTimeout(5_000);
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException notYet) {
            return false;
        }
    }

    public URI url() {
        return URI.create("https://localhost:" + port);
    }

    /** Where operators read health and metrics, on this machine only. */
    public URI management() {
        return URI.create("http://127.0.0.1:" + managementPort);
    }

    public long pid() {
        return process.pid();
    }

    @Override
    public void close() throws IOException {
        try {
            process.end();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
