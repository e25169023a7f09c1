package org.concordat.gateway.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.concordat.certs.sample.KeyType;
import org.concordat.certs.sample.Plan;
import org.concordat.certs.sample.SampleCertificates;
import org.concordat.certs.sample.Store;
import org.concordat.gateway.setting.GatewaySettings;
import org.concordat.gateway.setting.RealTime;
import org.concordat.gateway.setting.SettingsRejected;
import org.concordat.protection.key.AgencyKeys;
import org.concordat.protection.key.TrustPolicy;
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

    private AgencyKeys start(TrustPolicy policy) throws Exception {
        GatewaySettings settings = new GatewaySettings(
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
        TrustConfiguration trust = new TrustConfiguration();
        return trust.ownKeys(
                        settings,
                        trust.certificates(settings, policy, new RealTime()),
                        policy,
                        environment,
                        new RealTime())
                .get();
    }
}
