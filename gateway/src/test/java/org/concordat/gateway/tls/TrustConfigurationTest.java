package org.concordat.gateway.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.security.auth.x500.X500Principal;
import org.concordat.certs.sample.KeyType;
import org.concordat.certs.sample.Plan;
import org.concordat.certs.sample.SampleAuthority;
import org.concordat.certs.sample.SampleCertificates;
import org.concordat.certs.sample.Store;
import org.concordat.gateway.operation.OwnCertificates;
import org.concordat.gateway.setting.GatewaySettings;
import org.concordat.gateway.setting.RealTime;
import org.concordat.gateway.setting.SettingsRejected;
import org.concordat.protection.key.AgencyKeys;
import org.concordat.protection.key.CertificateExpiry;
import org.concordat.protection.key.Certificates;
import org.concordat.protection.key.NextKey;
import org.concordat.protection.key.Renewed;
import org.concordat.protection.key.TrustPolicy;
import org.concordat.schemas.signature.SigningKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.env.MockEnvironment;

/** With which keys of its own, and with which passwords, the gateway does not start. */
class TrustConfigurationTest {
    @TempDir
    private Path folder;

    private final MockEnvironment environment = new MockEnvironment();

    @BeforeEach
    void make() throws Exception {
        Plan.Holder gateway = new Plan.Holder(
                "gateway",
                "A Gateway",
                List.of("localhost"),
                Map.of(
                        Store.TLS, KeyType.EC_P256,
                        Store.SIGNING, KeyType.EC_P256,
                        Store.ENCRYPTION, KeyType.EC_P256),
                List.of());
        SampleCertificates.ensure(new Plan("CN=Trust,C=GB", List.of(gateway)), folder, Clock.systemUTC());
        Files.writeString(folder.resolve("password"), TrustPolicy.SAMPLE_PASSWORD + "\n");
        environment.setProperty("spring.datasource.password", "postgres");
        environment.setProperty("spring.flyway.password", "a-word-that-nobody-knows");
    }

    @Test
    void in_production_sample_keys_and_known_passwords_are_refused_all_at_once() {
        SettingsRejected rejected = catchThrowableOfType(SettingsRejected.class, () -> start(TrustPolicy.production()));
        assertThat(rejected.findings())
                .contains(
                        "concordat.gateway.keys.password is a password that everybody knows",
                        "spring.datasource.password is a password that everybody knows",
                        "encryption.p12 of concordat.gateway.keys.folder: the certificate is a sample, which counts in"
                                + " the sandbox only")
                .hasSize(5);
    }

    @Test
    void the_sandbox_takes_them() throws Exception {
        assertThat(start(() -> true).encryptions()).hasSize(1);
    }

    @Test
    void while_the_password_cannot_be_read_the_keys_of_before_stay_in_use() throws Exception {
        Renewed<AgencyKeys> own = own(() -> true);
        AgencyKeys before = own.get();
        Path password = folder.resolve("password");
        Files.move(password, folder.resolve("away"));
        shortly();
        assertThat(own.get()).isSameAs(before);
        Files.move(folder.resolve("away"), password);
        Set<AgencyKeys> read = Collections.newSetFromMap(new IdentityHashMap<>());
        read.add(before);
        for (int looked = 0; looked < 60 && read.size() == 1; looked++) {
            shortly();
            read.add(own.get());
        }
        assertThat(read).as("read again").hasSize(2);
        assertThat(own.get().keeps(before)).isTrue();
    }

    @Test
    void health_is_of_the_certificates_that_are_used_now() throws Exception {
        AgencyKeys now = start(() -> true);
        Instant later = Clock.systemUTC().instant().plusSeconds(3600);
        for (Store store : List.of(Store.SIGNING, Store.ENCRYPTION)) {
            String name = store.name().toLowerCase(Locale.ROOT);
            Path next = Files.createDirectories(folder.resolve("next"));
            SampleAuthority.open(folder, Clock.systemUTC())
                    .issue(
                            new X500Principal("CN=gateway,C=GB"),
                            store,
                            KeyType.EC_P256,
                            List.of(),
                            later,
                            later.plusSeconds(3600))
                    .writeTo(next, name);
            Path file = folder.resolve("gateway/" + name + ".p12");
            char[] word = TrustPolicy.SAMPLE_PASSWORD.toCharArray();
            SigningKey key = AgencyKeys.signingIn(next.resolve(name + ".p12"), word);
            Files.write(file, NextKey.certified(file, word, key).orElseThrow().bytes(word));
        }
        Renewed<AgencyKeys> both = own(() -> true);
        assertThat(both.get().encryptions()).hasSize(2);
        TrustConfiguration trust = new TrustConfiguration();
        GatewaySettings settings = settings();
        Certificates certificates = trust.certificates(settings, () -> true, new RealTime());
        OwnCertificates watched = new OwnCertificates(
                both, certificates::check, trust.tlsKey(settings, certificates, both), Optional.empty());
        assertThat(watched.get().stream().map(CertificateExpiry::last))
                .contains(now.signing().certificate(), now.encryption().certificate())
                .hasSize(3);
    }

    private static void shortly() throws InterruptedException {
        new CountDownLatch(1).await(Renewed.SOON.toMillis() + 100, TimeUnit.MILLISECONDS);
    }

    private AgencyKeys start(TrustPolicy policy) throws Exception {
        return own(policy).get();
    }

    private Renewed<AgencyKeys> own(TrustPolicy policy) throws Exception {
        TrustConfiguration trust = new TrustConfiguration();
        return trust.ownKeys(
                settings(),
                trust.certificates(settings(), policy, new RealTime()),
                policy,
                environment,
                new RealTime());
    }

    private GatewaySettings settings() {
        return new GatewaySettings(
                folder,
                folder,
                folder,
                new GatewaySettings.Keys(
                        folder.resolve("gateway"), folder.resolve("password"), Optional.empty(), Optional.empty()),
                folder.resolve("authority.crt"),
                folder.resolve("authority.crl"),
                Optional.empty(),
                folder.resolve("authority.crt"),
                Duration.ofHours(24),
                1,
                Duration.ZERO,
                new GatewaySettings.Keycloak(
                        "https://keycloak.example",
                        URI.create("https://keycloak.example"),
                        "https://gateway.example",
                        folder.resolve("authority.crt")),
                false,
                Optional.empty(),
                Optional.empty());
    }
}
