package org.concordat.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.concordat.sandbox.northshire.Northshire;
import org.concordat.sandbox.story.Desk;
import org.concordat.sandbox.story.Desk.Typed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The ledger of a whole gateway, as an auditor, a partner and someone with the database's password meet it. */
@ExtendWith(SharedStack.Extension.class)
class LedgerIT {
    private static final int REWRITTEN = 7;
    /** The gateway reads its whole ledger over and over; other tests have left much in it. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    Path folder;

    @Test
    void an_auditor_exports_the_ledger_and_it_verifies_offline_and_against_what_was_seen(SharedStack stack)
            throws Exception {
        Desk auditor = new Desk(Northshire.AUDITOR, stack.environment(), folder);
        // that it was exported is an entry, so the second export has one
        assertThat(export(auditor, "first.txt").done()).isTrue();
        until(() -> export(auditor, "second.txt").json().path("entries").asLong() > 0);

        Typed verified = verify(stack, auditor, "second.txt");
        assertThat(verified.done()).as(verified.all()).isTrue();
        assertThat(verified.says("The ledger holds")).isTrue();
        assertThat(verify(stack, auditor, "first.txt").done()).isTrue();
        assertThat(new Desk(SharedStack.POLICE, stack.environment(), folder)
                        .type("mailbox")
                        .done())
                .isTrue();
    }

    @Test
    void who_is_no_auditor_gets_no_token_to_read_it_with(SharedStack stack) throws Exception {
        Desk police = new Desk(SharedStack.POLICE, stack.environment(), folder);
        Typed refused = export(police, "police.txt");
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.says("invalid_scope")).as(refused.all()).isTrue();
        assertThat(police.file("police.txt")).doesNotExist();
    }

    @Test
    void an_entry_that_is_changed_in_the_database_is_found_by_whoever_looks(SharedStack stack) throws Exception {
        Desk auditor = new Desk(Northshire.AUDITOR, stack.environment(), folder);
        until(() -> export(auditor, "before.txt").json().path("entries").asLong() > 0);
        JdbcClient sql = JdbcClient.create(new DriverManagerDataSource(
                stack.postgres().jdbcUrl(),
                stack.postgres().username(),
                stack.postgres().password()));
        byte[] bytes = sql.sql("select bytes from entry where position = 0")
                .query(byte[].class)
                .single();
        sql.sql("update entry set bytes = bytes || ' ' where position = 0").update();
        try {
            assertThat(export(auditor, "after.txt").done()).isTrue();
            Typed verified = verify(stack, auditor, "after.txt");
            assertThat(verified.exit()).as(verified.all()).isEqualTo(REWRITTEN);
            assertThat(verified.says("the entry at position 0 is not the one that was put there"))
                    .isTrue();
            until(() -> metrics(stack).contains("concordat_ledger_faults_total{fault=\"changed\"}"));
        } finally {
            sql.sql("update entry set bytes = ? where position = 0")
                    .param(bytes)
                    .update();
        }
        assertThat(export(auditor, "again.txt").done()).isTrue();
        assertThat(verify(stack, auditor, "again.txt").done()).isTrue();
    }

    /** Asks again and again: each asking goes over the network, which is rest enough. */
    private static void until(Callable<Boolean> condition) throws Exception {
        Instant end = Clock.systemUTC().instant().plus(PATIENCE);
        while (!condition.call()) {
            assertThat(Clock.systemUTC().instant()).isBefore(end);
        }
    }

    private static Typed export(Desk desk, String name) {
        return desk.typeForJson(
                "ledger", "export", "--force", "-o", desk.file(name).toString());
    }

    private static Typed verify(SharedStack stack, Desk desk, String name) {
        Path certificate = stack.northshire().certificates().resolve("gateway/signing.crt");
        assertThat(Files.exists(certificate)).isTrue();
        return desk.type(
                "ledger", "verify", desk.file(name).toString(), "--certificate", certificate.toString(), "--seen");
    }

    private static String metrics(SharedStack stack) throws Exception {
        URI page = stack.assembly().gateway().management().resolve("/prometheus");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
