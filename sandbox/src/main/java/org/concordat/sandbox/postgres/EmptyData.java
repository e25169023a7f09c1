package org.concordat.sandbox.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.concordat.sandbox.machine.Child;
import org.concordat.sandbox.machine.Ending;
import org.concordat.sandbox.machine.Run;

/** The data of a new server, with nothing in it but its superuser, and who may log in how. */
final class EmptyData {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String ACCESS_RULES = """
            # Loopback and a password, for everyone, the superuser too: nothing and nobody is trusted.
            host all all 127.0.0.1/32 scram-sha-256
            """;

    private EmptyData() {}

    static Path made(Run run, Footing footing, Login superuser) throws IOException, InterruptedException {
        Path secret = footing.home().resolve("password");
        Files.createFile(secret, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(secret, superuser.password() + "\n");
        footing.own(secret);
        Path data = footing.home().resolve("data");
        List<String> arguments = List.of(
                "--pgdata=" + data,
                "--username=" + superuser.username(),
                "--pwfile=" + secret,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                // what is written here is thrown away if the machine stops now
                "--no-sync");
        Child initdb =
                run.start(footing.command("initdb", arguments), Postgres.environment(), Ending.TERMINATE, "initdb.log");
        try {
            if (!initdb.endedWithin(PATIENCE) || initdb.outcome() != 0) {
                throw new IOException("PostgreSQL's data could not be initialised:\n" + initdb.lastWords());
            }
        } finally {
            initdb.end();
            Files.delete(secret);
        }
        Path rules = data.resolve("pg_hba.conf");
        Files.writeString(rules, ACCESS_RULES);
        footing.own(rules);
        return data;
    }
}
