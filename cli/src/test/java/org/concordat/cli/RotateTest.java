package org.concordat.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.concordat.certs.sample.KeyType;
import org.concordat.certs.sample.Plan;
import org.concordat.certs.sample.SampleAuthority;
import org.concordat.certs.sample.SampleCertificates;
import org.concordat.certs.sample.Store;
import org.concordat.protection.key.AgencyKeys;
import org.concordat.protection.key.DeviceKeys;
import org.concordat.protection.key.KeyRing;
import org.concordat.protection.key.TrustPolicy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The next key comes into its store by a command, counts from a day on, and takes nothing away from those before it. */
class RotateTest {
    private static final char[] PASSWORD = TrustPolicy.SAMPLE_PASSWORD.toCharArray();
    private static final Clock REAL = Clock.systemUTC();

    @TempDir
    private Path folder;

    private Path keys;

    @BeforeEach
    void a_gateways_keys() throws Exception {
        Plan.Holder gateway = new Plan.Holder(
                "gateway",
                "A Gateway",
                List.of("localhost"),
                Map.of(
                        Store.TLS, KeyType.EC_P256,
                        Store.SIGNING, KeyType.EC_P256,
                        Store.ENCRYPTION, KeyType.EC_P256),
                List.of("pseudonyms-1", "rows-1"));
        SampleCertificates.ensure(new Plan("CN=Keys Authority,C=GB", List.of(gateway)), folder, REAL);
        keys = folder.resolve("gateway");
        Files.writeString(folder.resolve("password"), TrustPolicy.SAMPLE_PASSWORD + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rows", "pseudonyms"})
    void a_secret_key_makes_values_from_its_day_on_and_the_one_before_still_holds(String use) throws Exception {
        byte[] message = "message".getBytes(UTF_8);
        String old = ring(use, REAL).compute(message);
        Partner.Ended ended = rotated(use);
        assertThat(ended.code()).as(ended.said()).isZero();
        LocalDate first = today().plusDays(2);
        assertThat(ended.said()).contains(use + "-2@" + first).contains("stays good");
        assertThat(ring(use, REAL).compute(message)).isEqualTo(old);
        Instant day = first.atStartOfDay(ZoneOffset.UTC).toInstant();
        KeyRing then = ring(use, Clock.fixed(day, ZoneOffset.UTC));
        assertThat(then.compute(message)).startsWith(use + "-2.");
        assertThat(then.computeAll(message)).contains(old);
    }

    @Test
    void a_key_is_for_days_to_come_which_begin_after_every_node_has_it() throws Exception {
        byte[] before = Files.readAllBytes(keys.resolve("secrets.p12"));
        for (String day : List.of("2026-01-01", today().toString())) {
            Partner.Ended ended = rotated("rows", "--from", day);
            assertThat(ended.code()).as(day).isNotZero();
            assertThat(ended.said()).contains("--from").contains("--at-once");
        }
        assertThat(Files.readAllBytes(keys.resolve("secrets.p12"))).isEqualTo(before);
    }

    @Test
    void where_there_is_a_single_node_it_may_count_at_once() throws Exception {
        assertThat(rotated("rows", "--at-once", "--from", "2026-01-01").code()).isNotZero();
        Partner.Ended ended = rotated("rows", "--at-once");
        assertThat(ended.code()).as(ended.said()).isZero();
        assertThat(ring("rows", REAL).compute("message".getBytes(UTF_8))).startsWith("rows-2.");
    }

    @Test
    void who_may_read_the_store_may_read_it_afterwards() throws Exception {
        Path store = keys.resolve("secrets.p12");
        for (String mode : List.of("rw-r-----", "rw-------")) {
            Files.setPosixFilePermissions(store, PosixFilePermissions.fromString(mode));
            assertThat(rotated("rows").code()).isZero();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(store)))
                    .isEqualTo(mode);
        }
    }

    @Test
    void a_key_that_begins_when_another_does_takes_nothing_of_its_place() throws Exception {
        Instant begins = REAL.instant().plus(Duration.ofDays(10));
        assertThat(rotated("signing", "--next", certified("signing", begins).toString())
                        .code())
                .isZero();
        byte[] before = Files.readAllBytes(keys.resolve("signing.p12"));
        Partner.Ended ended =
                rotated("signing", "--next", certified("signing", begins).toString());
        assertThat(ended.code()).isNotZero();
        assertThat(ended.said()).contains("has a key already that counts from");
        assertThat(Files.readAllBytes(keys.resolve("signing.p12"))).isEqualTo(before);
    }

    @Test
    void a_certificate_for_another_use_is_not_taken() throws Exception {
        byte[] before = Files.readAllBytes(keys.resolve("encryption.p12"));
        Instant begins = REAL.instant().plus(Duration.ofDays(10));
        Partner.Ended ended =
                rotated("encryption", "--next", certified("signing", begins).toString());
        assertThat(ended.code()).isNotZero();
        assertThat(ended.said()).contains("is not meant for that");
        assertThat(Files.readAllBytes(keys.resolve("encryption.p12"))).isEqualTo(before);
    }

    @Test
    void a_certificate_of_somebody_else_is_not_taken() throws Exception {
        byte[] before = Files.readAllBytes(keys.resolve("signing.p12"));
        Path others = certified(
                "signing", REAL.instant().plus(Duration.ofDays(10)), new X500Principal("CN=probation signing,C=GB"));
        for (Partner.Ended ended : List.of(
                rotated("signing", "--next", others.toString()),
                rotated("signing", "--at-once", "--next", others.toString()))) {
            assertThat(ended.code()).isNotZero();
            assertThat(ended.said()).contains("CN=probation signing", "OU=signing", "under the same name");
        }
        assertThat(Files.readAllBytes(keys.resolve("signing.p12"))).isEqualTo(before);
    }

    @Test
    void a_certificate_that_has_begun_is_for_a_single_node_alone() throws Exception {
        byte[] before = Files.readAllBytes(keys.resolve("signing.p12"));
        Path begun = certified("signing", REAL.instant().minus(Duration.ofHours(1)));
        Partner.Ended ended = rotated("signing", "--next", begun.toString());
        assertThat(ended.code()).isNotZero();
        assertThat(ended.said()).contains("begins on a day to come", "--at-once");
        assertThat(Files.readAllBytes(keys.resolve("signing.p12"))).isEqualTo(before);
        assertThat(rotated("signing", "--at-once", "--next", begun.toString()).code())
                .isZero();
    }

    @Test
    void a_certificate_that_has_ended_is_for_nobody() throws Exception {
        byte[] before = Files.readAllBytes(keys.resolve("signing.p12"));
        Path over = certified("signing", REAL.instant().minus(Duration.ofDays(301)));
        Partner.Ended ended = rotated("signing", "--at-once", "--next", over.toString());
        assertThat(ended.code()).isNotZero();
        assertThat(ended.said()).contains("does not hold now");
        assertThat(Files.readAllBytes(keys.resolve("signing.p12"))).isEqualTo(before);
    }

    @Test
    void an_option_that_does_not_fit_is_said_and_not_passed_over() throws Exception {
        assertThat(rotated("rows", "--next", "next.p12").said()).contains("--next does not fit rows");
        assertThat(rotated("signing", "--from", "2030-01-01").said()).contains("--from does not fit signing");
    }

    @Test
    void the_next_certificate_is_asked_for_under_the_present_ones_name() throws Exception {
        rotated("signing");
        try (PEMParser request = new PEMParser(Files.newBufferedReader(keys.resolve("next/signing.csr")))) {
            PKCS10CertificationRequest asked = (PKCS10CertificationRequest) request.readObject();
            assertThat(new X500Principal(asked.getSubject().getEncoded()))
                    .isEqualTo(read(REAL).signing().certificate().getSubjectX500Principal());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"signing", "encryption"})
    void a_certified_key_counts_from_when_its_certificate_begins(String use) throws Exception {
        AgencyKeys before = read(REAL);
        Instant begins = REAL.instant().plus(Duration.ofDays(10));
        Partner.Ended ended = rotated(use, "--next", certified(use, begins).toString());
        assertThat(ended.code()).as(ended.said()).isZero();
        AgencyKeys after = read(Clock.fixed(begins.plusSeconds(60), ZoneOffset.UTC));
        assertThat(after.keeps(before)).isTrue();
        assertThat(before.keeps(after)).isFalse();
        assertThat(read(REAL).signing().certificate())
                .isEqualTo(before.signing().certificate());
        X509Certificate newest = use.equals("signing")
                ? after.signing().certificate()
                : after.encryption().certificate();
        assertThat(newest.getNotBefore().toInstant()).isAfter(REAL.instant());
    }

    @Test
    void a_certificate_is_asked_for_first_and_the_stores_stay_as_they_are() throws Exception {
        byte[] before = Files.readAllBytes(keys.resolve("signing.p12"));
        Partner.Ended ended = rotated("signing");
        assertThat(ended.said()).contains("signing.csr", "--next", "under the stores' password");
        assertThat(keys.resolve("next/signing.csr")).isRegularFile();
        assertThat(Files.readString(keys.resolve("next/signing.key"))).contains("ENCRYPTED PRIVATE KEY");
        assertThat(Files.readAllBytes(keys.resolve("signing.p12"))).isEqualTo(before);
        assertThat(rotated("signing").said())
                .as("one that was made is not overwritten")
                .contains("signing.key exists");
    }

    @Test
    void what_is_no_key_is_said() throws Exception {
        assertThat(rotated("tls").said()).contains("rows, pseudonyms, signing or encryption");
        Files.writeString(folder.resolve("password"), "another word\n");
        assertThat(rotated("rows").said()).contains("its password is another").doesNotContain("another word");
    }

    private static LocalDate today() {
        return LocalDate.ofInstant(REAL.instant(), ZoneOffset.UTC);
    }

    private Partner.Ended rotated(String... words) throws Exception {
        String[] all = new String[words.length + 4];
        all[0] = "operate";
        all[1] = "rotate";
        all[2] = words[0];
        all[3] = keys.toString();
        all[4] = "--password=" + folder.resolve("password");
        System.arraycopy(words, 1, all, 5, words.length - 1);
        return Partner.run(folder, Map.of(), all);
    }

    private Path certified(String use, Instant begins) throws Exception {
        return certified(
                use,
                begins,
                AgencyKeys.encryptions(keys.resolve(use + ".p12"), PASSWORD)
                        .get(0)
                        .certificate()
                        .getSubjectX500Principal());
    }

    private Path certified(String use, Instant begins, X500Principal whose) throws Exception {
        SampleAuthority.open(folder, REAL)
                .issue(
                        whose,
                        Store.valueOf(use.toUpperCase(Locale.ROOT)),
                        KeyType.EC_P256,
                        List.of(),
                        begins,
                        begins.plus(Duration.ofDays(300)))
                .writeTo(folder, "next");
        return folder.resolve("next.p12");
    }

    private KeyRing ring(String use, Clock realTime) throws Exception {
        return KeyRing.read(keys.resolve("secrets.p12"), PASSWORD, use, realTime);
    }

    private AgencyKeys read(Clock realTime) throws Exception {
        return AgencyKeys.read(keys, PASSWORD, DeviceKeys.NONE, realTime);
    }
}
