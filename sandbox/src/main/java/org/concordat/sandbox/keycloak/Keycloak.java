package org.concordat.sandbox.keycloak;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.concordat.sandbox.machine.Cache;
import org.concordat.sandbox.machine.Child;
import org.concordat.sandbox.machine.Ending;
import org.concordat.sandbox.machine.Password;
import org.concordat.sandbox.machine.Ports;
import org.concordat.sandbox.machine.Run;

/** A Keycloak server of one run, on the loopback address, with one realm. Its data is in memory and ends with it. */
public final class Keycloak implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(300);
    private static final Duration BETWEEN_WORDS = Duration.ofSeconds(5);
    private static final int ATTEMPTS = 4;

    private final Child server;
    private final int port;
    private final int managementPort;
    private final String administratorPassword;

    private Keycloak(Child server, int port, int managementPort, String administratorPassword) {
        this.server = server;
        this.port = port;
        this.managementPort = managementPort;
        this.administratorPassword = administratorPassword;
    }

    /** Whether it can be started without being unpacked and built first. */
    public static boolean isPrepared(Cache cache) {
        return Distribution.isIn(cache);
    }

    /** Starts a server with this realm and returns when it is ready. */
    public static Keycloak start(Run run, Cache cache, Realm realm, Identity identity, Consumer<String> progress)
            throws IOException, InterruptedException {
        Path programs = Distribution.in(cache, run, progress);
        for (int attempt = 1; ; attempt++) {
            Path home = home(run, programs, realm, attempt);
            List<Integer> ports = Ports.free(2);
            String password = Password.random();
            Child server = run.start(
                    Distribution.java(
                            home,
                            List.of("-Xmx384m", "-XX:MaxMetaspaceSize=256m", "-Djava.io.tmpdir=" + home.resolve("tmp")),
                            arguments(identity, ports.get(0), ports.get(1))),
                    // without an administrator, Keycloak lets whoever comes first on this machine become one
                    Map.of("KC_BOOTSTRAP_ADMIN_USERNAME", "admin", "KC_BOOTSTRAP_ADMIN_PASSWORD", password),
                    Ending.TERMINATE,
                    "keycloak-" + attempt + ".log");
            Keycloak keycloak = new Keycloak(server, ports.get(0), ports.get(1), password);
            try {
                if (keycloak.becomesReady(progress)) {
                    return keycloak;
                }
                if (attempt == ATTEMPTS || !server.said("already in use")) {
                    throw new IOException("Keycloak did not start:\n" + server.lastWords());
                }
            } catch (IOException | InterruptedException | RuntimeException failed) {
                keycloak.close();
                throw failed;
            }
        }
    }

    /** A home of its own whose programs are links into the cache: the cache is never written by a run. */
    private static Path home(Run run, Path programs, Realm realm, int attempt) throws IOException {
        Path home = Files.createDirectory(run.folder().resolve("keycloak-" + attempt));
        for (String shared : List.of("lib", "conf", "providers", "themes")) {
            Files.createSymbolicLink(home.resolve(shared), programs.resolve(shared));
        }
        Files.createDirectory(home.resolve("tmp"));
        Path imported = Files.createDirectories(home.resolve("data").resolve("import"));
        Files.writeString(imported.resolve(Realm.NAME + "-realm.json"), realm.json());
        return home;
    }

    private static List<String> arguments(Identity identity, int port, int managementPort) {
        return List.of(
                "start",
                "--optimized",
                "--import-realm",
                "--cache=local",
                "--http-enabled=false",
                "--http-host=127.0.0.1",
                "--https-port=" + port,
                "--hostname=https://localhost:" + port,
                "--https-protocols=TLSv1.3",
                "--https-certificate-file=" + identity.certificate().toAbsolutePath(),
                "--https-certificate-key-file=" + identity.key().toAbsolutePath(),
                "--https-trust-store-file=" + identity.trusted().toAbsolutePath(),
                "--http-management-scheme=http",
                "--http-management-host=127.0.0.1",
                "--http-management-port=" + managementPort,
                "--log-level=info,io.smallrye.health:error");
    }

    private boolean becomesReady(Consumer<String> progress) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        long spoken = begun;
        while (!server.endedWithin(BETWEEN_LOOKS)) {
            if (isReady()) {
                return true;
            }
            long now = System.nanoTime();
            if (now - begun > PATIENCE.toNanos()) {
                throw new IOException(
                        "Keycloak was not ready within " + PATIENCE.toSeconds() + " s:\n" + server.lastWords());
            }
            if (now - spoken > BETWEEN_WORDS.toNanos()) {
                spoken = now;
                progress.accept("Keycloak is starting, " + TimeUnit.NANOSECONDS.toSeconds(now - begun) + " s");
            }
        }
        return false;
    }

    /** Asked on the management port: to ask for the realm would make Keycloak mint an RSA key that nobody needs. */
    private boolean isReady() {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create("http://127.0.0.1:" + managementPort + "/health/ready")
                            .toURL()
                            .openConnection();
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

    /** {@code https://localhost:PORT}. */
    public URI url() {
        return URI.create("https://localhost:" + port);
    }

    /** The realm's address, which tokens name as their issuer. */
    public URI issuer() {
        return url().resolve("/realms/" + Realm.NAME);
    }

    public URI tokenEndpoint() {
        return url().resolve("/realms/" + Realm.NAME + "/protocol/openid-connect/token");
    }

    /** Where the keys are that tokens are verified with. */
    public URI certificates() {
        return url().resolve("/realms/" + Realm.NAME + "/protocol/openid-connect/certs");
    }

    /** The password of {@code admin} in the realm {@code master}. */
    public String administratorPassword() {
        return administratorPassword;
    }

    public long pid() {
        return server.pid();
    }

    @Override
    public void close() throws IOException {
        try {
            server.end();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
