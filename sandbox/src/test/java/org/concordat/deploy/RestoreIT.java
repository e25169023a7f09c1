package org.concordat.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.concordat.sandbox.Assembly;
import org.concordat.sandbox.SharedStack;
import org.concordat.sandbox.Stack;
import org.concordat.sandbox.gateway.GatewayProcess;
import org.concordat.sandbox.machine.Run;
import org.concordat.sandbox.northshire.Northshire;
import org.concordat.sandbox.postgres.Backup;
import org.concordat.sandbox.postgres.Postgres;
import org.concordat.sandbox.story.Desk;
import org.concordat.sandbox.story.Desk.Typed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The drill of the operator's guide, step by step: a backup, work that goes on, a database that is lost and restored. What
 * its ledger lacks of what the gateway had signed for is known before anything runs on it.
 */
@ExtendWith(SharedStack.Extension.class)
class RestoreIT {
    private static final Path HOME = Path.of("target", "restored").toAbsolutePath();
    private static final Path LEDGER = Path.of(System.getProperty("concordat.root"), "deploy/database/ledger.sql");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int ENTRIES_MISSING = 7;

    private final Stack stack = new Stack(line -> {});

    @TempDir
    private Path folder;

    private Northshire northshire;
    private Desk auditor;

    @Test
    void what_a_restored_ledger_lacks_is_known_before_anything_runs_on_it(SharedStack shared) throws Exception {
        try (stack) {
            Assembly own = shared.beside(stack, HOME);
            Run run = own.run();
            northshire = own.northshire();
            Postgres lost = own.postgres();
            GatewayProcess gateway = own.gateway();
            auditor = new Desk(Northshire.AUDITOR, run.folder().resolve("environment"), folder);

            long before = worked(0);
            Backup old = lost.backup("old");
            long after = worked(before);
            Backup recent = lost.backup("recent");
            gateway.kill();
            lost.kill();

            try (Postgres restored = old.restored()) {
                Typed lacking = compared(restored, "old.txt");
                assertThat(lacking.exit()).as(lacking.all()).isEqualTo(ENTRIES_MISSING);
                long has = reach("old.txt");
                assertThat(has).isBetween(before, after - 1);
                assertThat(lacking.says(
                                "ENTRIES ARE MISSING: the " + (seen(run) - has) + " from position " + has + " on"))
                        .as(lacking.all())
                        .isTrue();
            }
            Postgres restored = stack.add("what was restored", recent.restored());
            Typed whole = compared(restored, "recent.txt");
            assertThat(whole.done()).as(whole.all()).isTrue();
            assertThat(whole.says("Nothing is missing")).as(whole.all()).isTrue();

            Map<String, String> where =
                    Map.of("server.port", Integer.toString(gateway.url().getPort()));
            stack.add(
                    "the gateway again",
                    GatewayProcess.start(run, northshire, restored, shared.keycloak(), own.clock(), where));
            // the command itself holds it against what was seen
            assertThat(exported()).isGreaterThanOrEqualTo(after);
        }
    }

    /** The ledger grows beyond what it had, and its checkpoint is seen; a gateway's first moments have none. */
    private long worked(long before) {
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(exported()).isGreaterThan(before));
        return exported();
    }

    private long exported() {
        Typed exported = auditor.typeForJson(
                "ledger", "export", "--force", "-o", auditor.file("export.txt").toString());
        assertThat(exported.done()).as(exported.all()).isTrue();
        return exported.json().path("entries").asLong();
    }

    /** What the database has of the ledger, held against the checkpoints that were seen. */
    private Typed compared(Postgres restored, String name) throws Exception {
        try (Connection connection = DriverManager.getConnection(
                        restored.jdbcUrl(),
                        restored.gateway().username(),
                        restored.gateway().password());
                Statement statement = connection.createStatement();
                ResultSet lines = statement.executeQuery(Files.readString(LEDGER))) {
            List<String> export = new ArrayList<>();
            while (lines.next()) {
                export.add(lines.getString(1));
            }
            Files.write(auditor.file(name), export);
        }
        return auditor.type(
                "ledger",
                "verify",
                auditor.file(name).toString(),
                "--certificate",
                northshire.certificates().resolve("gateway/signing.crt").toString(),
                "--restored");
    }

    private long reach(String name) throws Exception {
        List<String> lines = Files.readAllLines(auditor.file(name));
        return Long.parseLong(lines.get(lines.size() - 1).substring("end ".length()));
    }

    /** How far the last checkpoint reaches that anybody saw. */
    private static long seen(Run run) throws Exception {
        try (var files = Files.list(run.folder().resolve("ledger-seen"))) {
            List<String> lines = Files.readAllLines(files.findFirst().orElseThrow());
            return Long.parseLong(lines.get(lines.size() - 1).split(" ", 2)[0]);
        }
    }
}
