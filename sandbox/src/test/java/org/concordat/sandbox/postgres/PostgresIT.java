package org.concordat.sandbox.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.concordat.sandbox.SharedStack;
import org.concordat.sandbox.machine.Cache;
import org.concordat.sandbox.machine.Commands;
import org.concordat.sandbox.machine.Registry;
import org.concordat.sandbox.machine.Run;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedStack.Extension.class)
class PostgresIT {
    private static final Cache CACHE = Cache.ofUser(System.getenv());

    @TempDir
    Path folder;

    @Test
    void every_commit_is_durable_and_nothing_listens_beyond_loopback(SharedStack stack) throws Exception {
        Postgres postgres = stack.postgres();
        assertThat(setting(postgres, "fsync")).isEqualTo("on");
        assertThat(setting(postgres, "full_page_writes")).isEqualTo("on");
        assertThat(setting(postgres, "synchronous_commit")).isEqualTo("on");
        assertThat(setting(postgres, "listen_addresses")).isEqualTo("127.0.0.1");
        assertThat(setting(postgres, "unix_socket_directories")).isEmpty();
        assertThat(setting(postgres, "server_encoding")).isEqualTo("UTF8");
    }

    @Test
    void an_access_rule_that_trusts_does_not_exist(SharedStack stack) throws Exception {
        assertThat(ask(
                        stack.postgres(),
                        stack.postgres().superuser(),
                        "select type, address, auth_method from pg_hba_file_rules"))
                .containsExactly("host|127.0.0.1|scram-sha-256");
    }

    @Test
    void a_wrong_password_is_refused_and_so_is_none(SharedStack stack) throws Exception {
        Postgres postgres = stack.postgres();
        for (Login login : List.of(
                new Login(postgres.username(), "wrong"),
                new Login(postgres.username(), ""),
                new Login("postgres", "postgres"))) {
            assertThatThrownBy(() -> ask(postgres, login, "select 1"))
                    .as(login.username())
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void the_gateway_reads_and_writes_rows_and_changes_no_table(SharedStack stack) throws Exception {
        Postgres postgres = stack.postgres();
        run(postgres, new Login(postgres.username(), postgres.password()), "create table rows_of_a_test (id int)");
        run(postgres, postgres.gateway(), "insert into rows_of_a_test values (1)");
        assertThat(ask(postgres, postgres.gateway(), "select id from rows_of_a_test"))
                .containsExactly("1");
        assertThatThrownBy(() -> run(postgres, postgres.gateway(), "drop table rows_of_a_test"))
                .hasMessageContaining("must be owner");
        assertThatThrownBy(() -> run(postgres, postgres.gateway(), "create table another (id int)"))
                .hasMessageContaining("permission denied");
    }

    @Test
    void what_ends_leaves_no_process_and_no_file() throws Exception {
        Run run = new Registry(folder.resolve("runs")).begin(folder, line -> {});
        Postgres postgres = Postgres.start(run, CACHE, line -> {});
        ProcessHandle server = ProcessHandle.of(postgres.pid()).orElseThrow();
        List<ProcessHandle> workers = server.descendants().toList();
        assertThat(workers).isNotEmpty();

        run.close();

        assertThat(server.isAlive()).isFalse();
        assertThat(workers).noneMatch(ProcessHandle::isAlive);
        assertThat(run.folder()).doesNotExist();
        assertThatThrownBy(
                        () -> DriverManager.getConnection(postgres.jdbcUrl(), postgres.username(), postgres.password()))
                .hasMessageContaining("refused");
    }

    @Test
    void where_root_may_not_unshare_it_runs_as_nobody() throws Exception {
        Assumptions.assumeTrue(
                Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid")),
                "only root has to become somebody else: not shown as an ordinary user");
        Path forbidding = Files.createDirectory(folder.resolve("bin"));
        Files.writeString(
                Files.createFile(
                        forbidding.resolve("unshare"),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x"))),
                "#!/bin/sh\necho 'unshare: unshare failed: Operation not permitted' >&2\nexit 1\n");
        Commands commands = new Commands(forbidding + File.pathSeparator + System.getenv("PATH"));
        Path temporary;
        try (Run run = new Registry(folder.resolve("runs")).begin(folder, line -> {})) {
            Postgres postgres = Postgres.start(run, CACHE, commands, line -> {});
            temporary = Path.of(System.getProperty("java.io.tmpdir"), "concordat-" + run.id());

            assertThat(Files.getOwner(Path.of("/proc", Long.toString(postgres.pid())))
                            .getName())
                    .isEqualTo("nobody");
            assertThat(setting(postgres, "data_directory")).startsWith(temporary.toString());
            assertThat(setting(postgres, "fsync")).isEqualTo("on");
        }
        assertThat(temporary).doesNotExist();
    }

    private static String setting(Postgres postgres, String name) throws SQLException {
        return ask(postgres, postgres.superuser(), "select current_setting('" + name + "')")
                .get(0);
    }

    private static void run(Postgres postgres, Login login, String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(postgres.jdbcUrl(), login.username(), login.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> ask(Postgres postgres, Login login, String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(postgres.jdbcUrl(), login.username(), login.password());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> lines = new ArrayList<>();
            while (rows.next()) {
                List<String> columns = new ArrayList<>();
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    columns.add(rows.getString(column));
                }
                lines.add(String.join("|", columns));
            }
            return lines;
        }
    }
}
