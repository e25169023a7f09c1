package org.concordat.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.concordat.sandbox.SharedStack;
import org.concordat.sandbox.Stack;
import org.concordat.sandbox.gateway.GatewayProcess;
import org.concordat.sandbox.machine.Child;
import org.concordat.sandbox.machine.Ending;
import org.concordat.sandbox.machine.Ports;
import org.concordat.sandbox.machine.Registry;
import org.concordat.sandbox.machine.Run;
import org.concordat.sandbox.northshire.Northshire;
import org.concordat.sandbox.postgres.Postgres;
import org.concordat.strangers.Tool;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The Debian package that the build made: what it puts where, that what it starts serves, and what is left of it. */
@ExtendWith(SharedStack.Extension.class)
class PackageIT {
    private static final Path ROOT = Path.of(System.getProperty("concordat.root"));
    private static final Path PACKAGE = ROOT.resolve("gateway/target/concordat-gateway.deb");
    private static final String UNIT = "/usr/lib/systemd/system/concordat-gateway.service";
    private static final String SETTINGS = "/etc/concordat/application.properties";
    private static final int ASKED_TO_STOP = 143;

    @TempDir
    private Path folder;

    private Machine machine;

    @BeforeEach
    void it_is_installed() throws Exception {
        machine = new Machine(folder);
        machine.dpkg("--install", PACKAGE);
    }

    @Test
    void its_files_are_in_their_places_and_only_the_gateway_reads_its_settings() throws Exception {
        assertThat(machine.files())
                .filteredOn(file -> !file.startsWith("/opt/concordat/lib/"))
                .contains(SETTINGS, UNIT)
                .allMatch(file -> file.matches("/opt/concordat/concordat-gateway.jar"
                        + "|/usr/lib/(systemd/system|sysusers.d|tmpfiles.d)/concordat-gateway.(service|conf)"
                        + "|/usr/share/doc/concordat-gateway/[A-Za-z-]+(.md)?"
                        + "|/etc/(concordat/application.properties|passwd|shadow|group|gshadow|.pwd.lock)"));
        assertThat(mode("/etc/concordat")).isEqualTo("rwxr-x---");
        assertThat(mode(SETTINGS)).isEqualTo("rw-r-----");
        for (String file : machine.files()) {
            if (!file.startsWith("/etc/")) {
                assertThat(mode(file)).as(file).isEqualTo("rw-r--r--");
            }
            if (machine.knowsOwners()) {
                assertThat(machine.owner(file))
                        .as(file)
                        .isEqualTo(file.equals(SETTINGS) ? "root:concordat" : "root:root");
            }
        }
        assertThat(Files.readString(machine.at("/etc/passwd")))
                .containsPattern("(?m)^concordat:x:\\d+:\\d+:.*:/nonexistent:/usr/sbin/nologin$");
    }

    @Test
    void its_unit_has_nothing_that_systemd_does_not_know() throws Exception {
        Path here = folder.resolve("concordat-gateway.service");
        Files.writeString(here, Files.readString(machine.at(UNIT)).replace("/usr/bin/java", java()));
        Tool.Said said = Tool.SYSTEMD.run(folder, "verify", here);
        assertThat(said.exit()).as(said.all()).isZero();
        assertThat(said.all()).doesNotContain("concordat-gateway.service");
        Files.writeString(here, Files.readString(here).replace("ProtectHome", "ProtectHouse"));
        assertThat(Tool.SYSTEMD.run(folder, "verify", here).all()).contains("ProtectHouse");
    }

    @Test
    void unset_it_starts_as_far_as_what_it_lacks(SharedStack shared) throws Exception {
        try (Run run = begun(shared)) {
            Child gateway = started(run);
            assertThat(gateway.endedWithin(Duration.ofMinutes(2))).isTrue();
            assertThat(gateway.outcome()).isNotZero().isNotEqualTo(ASKED_TO_STOP);
            assertThat(gateway.said("concordat.gateway.keys.folder names")).isTrue();
            assertThat(gateway.said("concordat.gateway.keycloak.issuer is missing"))
                    .isTrue();
        }
    }

    @Test
    void what_its_unit_starts_serves_and_leaves_when_it_is_asked_to(SharedStack shared) throws Exception {
        try (Stack stack = new Stack(line -> {})) {
            Run run = stack.add("the run", begun(shared));
            Postgres postgres = stack.add("PostgreSQL", Postgres.start(run, shared.cache(), line -> {}));
            List<Integer> ports = Ports.free(2);
            prepare(shared, postgres, run, ports);
            Child gateway = started(run);
            URI operators = URI.create("http://127.0.0.1:" + ports.get(1));
            Awaitility.await().atMost(Duration.ofMinutes(3)).until(() -> {
                assertThat(gateway.alive()).as(gateway.lastWords()).isTrue();
                return answers(operators.resolve("/health/readiness"));
            });

            ProcessHandle.of(gateway.pid()).orElseThrow().destroy();
            assertThat(gateway.endedWithin(Duration.ofSeconds(90))).isTrue();
            assertThat(Files.readString(machine.at(UNIT)))
                    .contains("TimeoutStopSec=90", "SuccessExitStatus=" + ASKED_TO_STOP);
            assertThat(gateway.outcome()).isEqualTo(ASKED_TO_STOP);
        }
    }

    @Test
    void settings_outlive_an_upgrade_and_keys_whatever_is_done() throws Exception {
        Path key = Files.createDirectories(machine.at("/etc/concordat/keys")).resolve("tls.p12");
        Files.writeString(key, "a key");
        Files.writeString(machine.at(SETTINGS), "# ours\n", StandardOpenOption.APPEND);
        machine.dpkg("--install", PACKAGE);
        assertThat(Files.readString(machine.at(SETTINGS))).endsWith("# ours\n");
        machine.dpkg("--remove concordat-gateway");
        assertThat(machine.files())
                .allMatch(file -> file.startsWith("/etc/"))
                .contains(SETTINGS, "/etc/concordat/keys/tls.p12");
        machine.dpkg("--purge concordat-gateway");
        assertThat(machine.files())
                .contains("/etc/concordat/keys/tls.p12")
                .allMatch(file -> file.matches("/etc/(concordat/keys/tls.p12|passwd|shadow|group|gshadow|.pwd.lock)"));
    }

    /** With no samples and no password that everybody knows: it is the gateway of the world that starts. */
    private void prepare(SharedStack shared, Postgres postgres, Run run, List<Integer> ports) throws Exception {
        Northshire northshire = Northshire.make(ROOT, run.folder());
        Path certificates = northshire.certificates();
        Unmarked.in(certificates);
        northshire.writeBundle(URI.create("https://localhost:9/in"), URI.create("https://localhost:9/in"));
        northshire.sign(1);
        String password = "of this test alone";
        Path keys = Files.createDirectories(machine.at("/etc/concordat/keys"));
        Unmarked.copy(certificates.resolve("gateway"), keys, password.toCharArray());
        Files.writeString(keys.resolve("password"), password + "\n");

        Map<String, String> settings = GatewayProcess.settings(northshire, postgres, shared.keycloak(), ports);
        settings.put(
                "concordat.gateway.keycloak.authority",
                shared.northshire().authorityCertificate().toString());
        Properties shipped = new Properties();
        try (Reader in = Files.newBufferedReader(machine.at(SETTINGS))) {
            shipped.load(in);
        }
        assertThat(shipped.stringPropertyNames()).containsAll(settings.keySet());
        // of two lines for one setting the later counts
        String lines = settings.entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue() + "\n")
                .collect(Collectors.joining());
        Files.writeString(machine.at(SETTINGS), lines, StandardOpenOption.APPEND);
    }

    private static Run begun(SharedStack shared) throws IOException, InterruptedException {
        Path home = Path.of("target", "installed").toAbsolutePath();
        return new Registry(shared.cache().root().resolve("runs")).begin(home, line -> {});
    }

    /** What the unit has systemd start, on this machine. */
    private Child started(Run run) throws IOException {
        Files.writeString(machine.at(SETTINGS), here(Files.readString(machine.at(SETTINGS))));
        List<String> command = new ArrayList<>();
        for (String line : Files.readAllLines(machine.at(UNIT))) {
            if (line.startsWith("ExecStart=")) {
                for (String word : line.substring("ExecStart=".length()).split(" ", -1)) {
                    command.add(here(word.replace("/usr/bin/java", java())));
                }
            }
        }
        return run.start(command, Map.of(), Ending.TERMINATE, "gateway.log");
    }

    /** With the machine's folders where they are. */
    private String here(String text) {
        return text.replace("=/etc/concordat", "=" + machine.at("/etc/concordat"))
                .replace("file:/etc/concordat", "file:" + machine.at("/etc/concordat"))
                .replace("/opt/concordat", machine.at("/opt/concordat").toString());
    }

    private static boolean answers(URI page) throws InterruptedException {
        try {
            return HttpClient.newHttpClient()
                            .send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private String mode(String path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(machine.at(path)));
    }

    private static String java() {
        return ProcessHandle.current().info().command().orElseThrow();
    }
}
