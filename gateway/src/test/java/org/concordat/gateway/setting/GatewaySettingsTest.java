package org.concordat.gateway.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.concordat.certs.sample.SampleAuthority;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** What an operator may set, and with what the gateway does not start. */
class GatewaySettingsTest {
    private final Map<String, Object> given = new HashMap<>();

    @BeforeEach
    void good(@TempDir Path folder) throws Exception {
        SampleAuthority.create(folder, "CN=Test,O=Concordat,C=GB", Clock.systemUTC());
        Files.writeString(folder.resolve("password"), "secret\nsecond line\n");
        given.put("server.port", "9443");
        given.put("management.server.port", "9444");
        given.put("management.server.address", "127.0.0.1");
        set("configuration", folder);
        set("certificates", folder);
        set("approvers", folder);
        set("keys.folder", folder);
        set("keys.password", folder.resolve("password"));
        set("authority", folder.resolve("authority.crt"));
        set("revocations", folder.resolve("authority.crl"));
        set("quarantine", folder.resolve("authority.crt"));
        set("replay-window", "PT24H");
        set("keycloak.issuer", "https://keycloak.example/realms/concordat");
        set("keycloak.jwks", "https://keycloak.example/certs");
        set("keycloak.audience", "https://gateway.concordat.example");
        set("keycloak.authority", folder.resolve("authority.crt"));
    }

    @Test
    void good_settings_are_read() {
        GatewaySettings settings = read();
        assertThat(settings.replayWindow()).isEqualTo(Duration.ofHours(24));
        assertThat(settings.keycloak().issuer()).isEqualTo("https://keycloak.example/realms/concordat");
        assertThat(settings.keys().readPassword()).containsExactly("secret".toCharArray());
    }

    @Test
    void a_responder_and_a_device_may_be_named_and_are_checked_then() {
        assertThat(read().ocsp()).isEmpty();
        assertThat(read().keys().device()).isEmpty();
        assertThat(read().leaveAfter()).isEqualTo(Duration.ofSeconds(5));
        set("ocsp.responder", "http://ocsp.example");
        set("keys.device", given.get("concordat.gateway.authority"));
        set("keys.pin", given.get("concordat.gateway.keys.password"));
        GatewaySettings settings = read();
        assertThat(settings.ocsp().orElseThrow().grace()).isEqualTo(Duration.ofHours(1));
        assertThat(settings.keys().readPin()).containsExactly("secret".toCharArray());

        set("ocsp.responder", "ldap://ocsp.example");
        set("ocsp.grace", "P2D");
        set("leave-after", "PT1M");
        given.remove("concordat.gateway.keys.pin");
        assertThat(findings())
                .anyMatch(f -> f.contains("ocsp.responder is 'ldap://ocsp.example', which is no http or https address"))
                .anyMatch(f -> f.contains("ocsp.grace is 'P2D'"))
                .anyMatch(f -> f.contains("leave-after is 'PT1M'"))
                .anyMatch(f -> f.contains("keys.pin is missing"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:4318/v1/traces",
                "http://localhost:4318",
                "http://[::1]:4318",
                "https://collector.example"
            })
    void traces_leave_the_machine_by_https_alone(String collector) {
        set("traces", collector);
        assertThat(read().traces()).contains(URI.create(collector));
        for (String clear :
                List.of("http://collector.example", "http://127.0.0.1.example:4318", "http://10.0.0.7:4318")) {
            set("traces", clear);
            assertThat(findings())
                    .containsExactly(
                            "concordat.gateway.traces is '" + clear + "': to another machine it goes by https alone");
        }
    }

    @Test
    void everything_that_is_not_optional_is_named_at_once() {
        given.keySet().removeIf(name -> name.startsWith(GatewaySettings.PREFIX));
        assertThat(findings()).hasSize(13).allMatch(f -> f.endsWith(" is missing"));
    }

    @Test
    void mail_is_set_whole_or_not_at_all(@TempDir Path folder) throws Exception {
        assertThat(read().mail()).isEmpty();
        set("mail.server", "https://mail.example");
        set("mail.user", "gateway");
        assertThat(findings())
                .containsExactlyInAnyOrder(
                        "concordat.gateway.mail.server is 'https://mail.example', which is no smtps address",
                        "concordat.gateway.mail.from is missing",
                        "concordat.gateway.mail.password is missing",
                        "concordat.gateway.mail.mailbox is missing");
        set("mail.server", "smtps://mail.example");
        set("mail.from", "gateway@concordat.example");
        set("mail.password", Files.writeString(folder.resolve("mail-password"), "secret\n"));
        set("mail.mailbox", "https://gateway.example/v1/mailbox");
        assertThat(read().mail()).isPresent();
        assertThat(read().toString()).doesNotContain("secret");
    }

    @Test
    void the_room_for_requests_is_what_the_heap_leaves_unless_it_is_set() {
        assertThat(read().bytesInFlight())
                .isPositive()
                .isLessThan(Runtime.getRuntime().maxMemory());
        set("bytes-in-flight", "300MB");
        assertThat(read().bytesInFlight()).isEqualTo(300L * 1024 * 1024);
        set("bytes-in-flight", "plenty");
        assertThat(findings()).containsExactly("concordat.gateway.bytes-in-flight is no size, e.g. 300MB");
        set("bytes-in-flight", "-1");
        assertThat(findings()).containsExactly("concordat.gateway.bytes-in-flight is no size, e.g. 300MB");
    }

    @Test
    void soap_is_spoken_only_where_it_is_set() {
        assertThat(read().soap()).isFalse();
        set("soap", "true");
        assertThat(read().soap()).isTrue();
        set("soap", "a little");
        assertThat(findings()).containsExactly("concordat.gateway.soap is neither true nor false");
    }

    @Test
    void what_does_not_exist_is_named() {
        set("configuration", "/nowhere/at/all");
        set("revocations", "/nowhere.crl");
        set("authority", given.get("concordat.gateway.keys.password"));
        set("keycloak.jwks", "http://keycloak.example/certs");
        set("replay-window", "soon");
        assertThat(findings())
                .containsExactlyInAnyOrder(
                        "concordat.gateway.configuration names '/nowhere/at/all', a folder that does not exist",
                        "concordat.gateway.revocations names '/nowhere.crl', a file that cannot be read",
                        "concordat.gateway.authority names '" + given.get("concordat.gateway.keys.password")
                                + "', which holds no certificate in PEM",
                        "concordat.gateway.keycloak.jwks is 'http://keycloak.example/certs', which is no https address",
                        "concordat.gateway.replay-window is 'soon', which is no duration, e.g. PT24H");
    }

    @Test
    void a_setting_that_nobody_reads_is_refused() {
        set("disable-checks", "true");
        assertThat(findings())
                .singleElement()
                .asString()
                .startsWith("concordat.gateway.disable-checks is no setting; known: approvers, ");
    }

    @Test
    void health_and_metrics_are_never_on_the_port_of_the_api_or_beyond_this_machine() {
        given.put("management.server.port", "9443");
        assertThat(findings()).containsExactly("management.server.port must be set, to another port than server.port");
        given.put("management.server.port", "9444");
        given.put("management.server.address", "0.0.0.0");
        assertThat(findings()).containsExactly("management.server.address must be a loopback address, e.g. 127.0.0.1");
    }

    private void set(String name, Object value) {
        given.put(GatewaySettings.PREFIX + "." + name, value.toString());
    }

    private GatewaySettings read() {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("given", given));
        return GatewaySettings.of(environment);
    }

    private List<String> findings() {
        return catchThrowableOfType(SettingsRejected.class, this::read).findings();
    }
}
