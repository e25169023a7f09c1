package org.concordat.sandbox.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.concordat.sandbox.machine.Cache;
import org.concordat.sandbox.machine.Child;
import org.concordat.sandbox.machine.Commands;
import org.concordat.sandbox.machine.Ending;
import org.concordat.sandbox.machine.Password;
import org.concordat.sandbox.machine.Ports;
import org.concordat.sandbox.machine.Run;

/**
 * A PostgreSQL server of one run: on the loopback address alone, every login by password, every commit durable. Its
 * database {@value #DATABASE} has an owner, for migrations, and a role that can only read and write rows. Killed, it can
 * be started again with the same data; a second server can follow it, and take over. For one thread at a time.
 */
public final class Postgres implements AutoCloseable {
    public static final String DATABASE = "concordat";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int ATTEMPTS = 5;

    private final Run run;
    private final Footing footing;
    private final Path data;
    private final int port;
    private final Login superuser;
    private final Login owner;
    private final Login gateway;
    private Child server;

    private Postgres(Run run, Footing footing, Path data, int port, Login superuser, Login owner, Login gateway)
            throws IOException {
        this.run = run;
        this.footing = footing;
        this.data = data;
        this.port = port;
        this.superuser = superuser;
        this.owner = owner;
        this.gateway = gateway;
        this.server = launched();
    }

    /** Starts a new, empty server and returns when it answers. */
    public static Postgres start(Run run, Cache cache, Consumer<String> progress)
            throws IOException, InterruptedException {
        return start(run, cache, Commands.ofThisMachine(), progress);
    }

    static Postgres start(Run run, Cache cache, Commands commands, Consumer<String> progress)
            throws IOException, InterruptedException {
        Footing footing = Footing.choose(run, Binaries.in(cache, progress), commands);
        Login superuser = new Login("postgres", Password.random());
        Path data = EmptyData.made(run, footing, superuser);
        for (int attempt = 1; ; attempt++) {
            int port = Ports.free(1).get(0);
            Postgres postgres = new Postgres(
                    run,
                    footing,
                    data,
                    port,
                    superuser,
                    new Login("concordat_owner", Password.random()),
                    new Login("concordat_gateway", Password.random()));
            try {
                if (postgres.answers()) {
                    postgres.prepare();
                    return postgres;
                }
                if (attempt == ATTEMPTS || !postgres.server.said("could not bind")) {
                    throw new IOException("PostgreSQL did not start:\n" + postgres.server.lastWords());
                }
            } catch (IOException | InterruptedException | RuntimeException failed) {
                postgres.close();
                throw failed;
            }
        }
    }

    private Child launched() throws IOException {
        List<String> command = footing.command("postgres", settings(data, port));
        return run.start(command, environment(), Ending.FAST_SHUTDOWN, "postgres-" + port + ".log");
    }

    /** Kills the server where it stands. The processes that serve its clients notice, and end. */
    public void kill() throws InterruptedException {
        server.kill();
    }

    /** Whether it runs: it ends by itself when it can no longer write. */
    public boolean alive() {
        return server.alive();
    }

    /** Starts it again on the same data; returns when it answers. It does not start before all of the last one is gone. */
    public void startAgain() throws IOException, InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        do {
            server = launched();
            if (answers()) {
                return;
            }
        } while (System.nanoTime() - until < 0);
        throw new IOException("PostgreSQL did not start again:\n" + server.lastWords());
    }

    /**
     * Starts a second server that follows this one, as it works; returns when every commit of this one waits for it.
     *
     * @param port where it is to listen: that of one that was killed can be taken again
     */
    public Postgres standby(int port) throws IOException, InterruptedException, SQLException {
        return Standby.of(this, port, Standby.copy(this, port, footing));
    }

    /** Backs it up as it is now, while it works, under a name of its own. */
    public Backup backup(String name) throws IOException, SQLException {
        return Backup.of(this, name, footing);
    }

    /** On a copy of a server's data. */
    Postgres on(Path copy, int otherPort) throws IOException, InterruptedException {
        Postgres other = new Postgres(run, footing, copy, otherPort, superuser, owner, gateway);
        if (!other.answers()) {
            other.close();
            throw new IOException("a server did not start on a copy:\n" + other.server.lastWords());
        }
        return other;
    }

    /** A standby becomes the primary; returns when it takes writes. */
    public void takeOver() throws SQLException {
        tell("select pg_promote(true, 60)");
    }

    /** The address of these two, whichever of them is the primary. */
    public String jdbcUrlWith(Postgres other) {
        return "jdbc:postgresql://127.0.0.1:" + port + ",127.0.0.1:" + other.port + "/" + DATABASE
                + "?targetServerType=primary";
    }

    public int port() {
        return port;
    }

    /** Where its data is. */
    public Path data() {
        return data;
    }

    private static List<String> settings(Path data, int port) {
        return List.of(
                "-D",
                data.toString(),
                "-p",
                Integer.toString(port),
                "--listen_addresses=127.0.0.1",
                "--unix_socket_directories=",
                "--max_connections=60",
                "--shared_buffers=64MB",
                "--password_encryption=scram-sha-256",
                "--fsync=on",
                "--full_page_writes=on",
                "--synchronous_commit=on",
                // statements and the details of errors quote values, and a log is no place for data of subjects
                "--log_min_error_statement=panic",
                "--log_error_verbosity=terse",
                "--log_parameter_max_length_on_error=0");
    }

    static Map<String, String> environment() {
        return Map.of("LC_ALL", "C", "TZ", "UTC");
    }

    private boolean answers() throws IOException, InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!server.endedWithin(Duration.ofMillis(50))) {
            try (Connection connection = connected()) {
                return connection.isValid(5);
            } catch (SQLException notYet) {
                if (System.nanoTime() - until > 0) {
                    throw new IOException(
                            "PostgreSQL did not answer within " + PATIENCE.toSeconds() + " s:\n" + server.lastWords(),
                            notYet);
                }
            }
        }
        return false;
    }

    private void prepare() throws IOException {
        try {
            execute(
                    "postgres",
                    superuser,
                    "create role " + owner.username() + " login password '" + owner.password() + "'",
                    "create role " + gateway.username() + " login password '" + gateway.password() + "'",
                    "create database " + DATABASE + " owner " + owner.username(),
                    "revoke connect, temporary on database " + DATABASE + " from public",
                    "grant connect on database " + DATABASE + " to " + gateway.username());
            execute(
                    DATABASE,
                    owner,
                    "alter default privileges grant select, insert, update, delete on tables to " + gateway.username(),
                    "alter default privileges grant usage, select on sequences to " + gateway.username());
        } catch (SQLException failed) {
            throw new IOException("database " + DATABASE + " could not be created:\n" + server.lastWords(), failed);
        }
    }

    /** As its superuser. */
    void tell(String... statements) throws SQLException {
        execute("postgres", superuser, statements);
    }

    private void execute(String database, Login login, String... statements) throws SQLException {
        try (Connection connection = connect(url(database), login);
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    /** As its superuser. */
    Connection connected() throws SQLException {
        return connect(url("postgres"), superuser);
    }

    private static Connection connect(String url, Login login) throws SQLException {
        return DriverManager.getConnection(url, login.username(), login.password());
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    public String jdbcUrl() {
        return url(DATABASE);
    }

    /** The owner of the database, who may change its tables. */
    public String username() {
        return owner.username();
    }

    public String password() {
        return owner.password();
    }

    /** Who can read and write rows, and nothing else. */
    public Login gateway() {
        return gateway;
    }

    /** Who may do everything: for tests that look at the server itself. */
    public Login superuser() {
        return superuser;
    }

    public long pid() {
        return server.pid();
    }

    /** Stops the server: clients are disconnected, what was committed stays. */
    @Override
    public void close() throws IOException {
        try {
            server.end();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
