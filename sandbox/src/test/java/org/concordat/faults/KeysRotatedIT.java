package org.concordat.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.concordat.certs.sample.Issued;
import org.concordat.certs.sample.KeyType;
import org.concordat.certs.sample.Store;
import org.concordat.protection.key.AgencyKeys;
import org.concordat.protection.key.Thumbprint;
import org.concordat.protection.key.TrustPolicy;
import org.concordat.sandbox.SharedStack;
import org.concordat.sandbox.gateway.Engine;
import org.concordat.sandbox.northshire.Northshire;
import org.concordat.sandbox.story.Desk;
import org.concordat.sandbox.story.Desk.Typed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Each of the gateway's keys changes by a command while agencies are at work: no request fails, and what is old stays good. */
@ExtendWith(SharedStack.Extension.class)
class KeysRotatedIT {
    /** Certificates and secret keys live in real time. */
    private static final Clock REAL = Clock.systemUTC();

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int SOME = 15;

    @TempDir
    private Path folder;

    @Test
    void no_request_fails_while_every_key_changes_and_what_was_made_with_the_old_ones_stays_good(SharedStack shared)
            throws Exception {
        Path keys = copied(shared.northshire().certificates().resolve("gateway"));
        Map<String, String> settings = Map.of("concordat.gateway.keys.folder", keys.toString());
        try (Ground ground = Ground.of(shared, Engine.ofSandbox(), settings)) {
            Desk operator = new Desk(Northshire.PROBATION, shared.environment(), folder);
            // first of all: partners are to have its certificate before it begins
            X509Certificate signing = certified(operator, keys, shared, "signing", Duration.ofSeconds(60));
            ground.meetAgain();
            ground.toPartner().cut();
            Check waiting = Check.taken(ground); // on grounds that are sealed to the old key
            waiting.wasTried();
            try (Load load = new Load(ground, 1).go()) {
                load.work(SOME);
                assertThat(ground.rows("select receipt from disclosure where " + isSignedWith(signing))
                                        .isEmpty()
                                || !REAL.instant()
                                        .isBefore(signing.getNotBefore().toInstant()))
                        .as("nothing is signed with it before its time")
                        .isTrue();
                X509Certificate encryption = certified(operator, keys, shared, "encryption", Duration.ofMinutes(-1));
                for (String use : List.of("rows", "pseudonyms")) {
                    rotated(operator, keys, use, "--at-once");
                }
                awaits(ground, load, "select mac from delivery where mac like 'rows-2.%'");
                awaits(
                        ground,
                        load,
                        "select id::text from entry where convert_from(bytes, 'UTF8') like '%pseudonyms-2.%'");
                awaits(ground, load, sealedTo(encryption.getSerialNumber()));
                Awaitility.await("the new key signs")
                        .atMost(PATIENCE)
                        .until(() ->
                                REAL.instant().isAfter(signing.getNotBefore().toInstant()));
                awaits(ground, load, "select receipt from disclosure where " + isSignedWith(signing));
                ground.toPartner().mend();
                new Reckoning(ground, load, 1).reckon();
                assertThat(load.unanswered()).as("requests without an answer").isZero();
                assertThat(load.toldToRetry()).as("requests told to come again").isZero();
            }
            waiting.isPushed();
            // by the police at work in the load
            assertThat(waiting.stateOf(waiting.toPolice())).isEqualTo("received");
            for (String old : List.of("'rows-1.%'", "'rows-2.%'")) {
                assertThat(ground.rows("select id::text from delivery where mac like " + old))
                        .isNotEmpty();
            }
            assertThat(ground.metrics()).doesNotContainPattern("concordat_rows_forged_total\\S* [1-9]");
            assertThat(ground.metrics()).doesNotContainPattern("concordat_ledger_faults_total\\S* [1-9]");
        }
    }

    /** Goes on until the gateway has used the key. */
    private static void awaits(Ground ground, Load load, String query) {
        Awaitility.await(query).atMost(PATIENCE).until(() -> {
            load.work(1);
            return !ground.rows(query).isEmpty();
        });
    }

    /** The envelope names the certificate by its serial number. */
    private static String sealedTo(BigInteger serial) {
        return "select id::text from disclosure where encode(original, 'hex') like '%" + serial.toString(16) + "%'";
    }

    /** A receipt's header, in base64url, which names the key by its certificate. */
    private static String isSignedWith(X509Certificate certificate) {
        return "convert_from(decode(rpad(translate(split_part(receipt, '.', 1), '-_', '+/'),"
                + " 4 * ((length(split_part(receipt, '.', 1)) + 3) / 4), '='), 'base64'), 'UTF8') like '%"
                + Thumbprint.of(certificate) + "%'";
    }

    private X509Certificate certified(Desk operator, Path keys, SharedStack shared, String use, Duration ahead)
            throws Exception {
        Instant begins = REAL.instant().plus(ahead);
        Issued next = shared.northshire()
                .authority()
                .issue(
                        AgencyKeys.encryptions(keys.resolve(use + ".p12"), TrustPolicy.SAMPLE_PASSWORD.toCharArray())
                                .get(0)
                                .certificate()
                                .getSubjectX500Principal(),
                        Store.valueOf(use.toUpperCase(Locale.ROOT)),
                        KeyType.EC_P256,
                        List.of(),
                        begins,
                        begins.plus(Duration.ofDays(30)));
        next.writeTo(folder, use);
        rotated(
                operator,
                keys,
                use,
                "--at-once",
                "--next",
                folder.resolve(use + ".p12").toString());
        return next.certificate();
    }

    private void rotated(Desk operator, Path keys, String use, String... more) throws Exception {
        Path password = Files.writeString(folder.resolve("password"), TrustPolicy.SAMPLE_PASSWORD + "\n");
        Typed typed = operator.type(Stream.concat(
                        Stream.of("operate", "rotate", use, keys.toString(), "--password", password.toString()),
                        Stream.of(more))
                .toArray(String[]::new));
        assertThat(typed.done()).as(typed.all()).isTrue();
    }

    private Path copied(Path stores) throws Exception {
        Path keys = Files.createDirectory(folder.resolve("keys"));
        try (Stream<Path> files = Files.list(stores)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, keys.resolve(file.getFileName()));
            }
        }
        return keys;
    }
}
