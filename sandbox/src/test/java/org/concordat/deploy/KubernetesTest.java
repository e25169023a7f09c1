package org.concordat.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.concordat.gateway.setting.GatewaySettings;
import org.concordat.gateway.setting.SettingsRejected;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The manifests have no field that Kubernetes or an operator does not know, and name only what the gateway has. */
class KubernetesTest {
    private static final Path DEPLOY = DeployTest.DEPLOY;

    @ParameterizedTest
    @ValueSource(strings = {"database", "keycloak", "gateway"})
    void every_field_of_every_manifest_is_one(String file) throws Exception {
        Kubernetes kubernetes = new Kubernetes();
        for (Map<String, Object> manifest : manifests(file)) {
            assertThat(kubernetes.findings(manifest))
                    .as(String.valueOf(manifest.get("kind")))
                    .isEmpty();
            assertThat(manifest.get("metadata").toString()).contains("namespace=concordat");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "database, dataDurability: required, dataDurabilty: required",
        "database, method: any, method: some",
        "database, instances: 3, instances: three",
        "keycloak, usernameSecret:, userSecret:",
        "gateway, maxUnavailable: 0, maxUnavailble: 0",
        "gateway, failureThreshold: 60, failureTreshold: 60",
        "gateway, minAvailable: 2, minimumAvailable: 2",
        "gateway, targetPort: api, targetPorts: api",
        "gateway, 'policyTypes: [Ingress]', 'policyType: [Ingress]'",
        "gateway, 'drop: [ALL]', 'drops: [ALL]'",
        "gateway, kind: Service, kind: Serviced",
    })
    void a_misspelt_field_is_found(String file, String right, String wrong) throws Exception {
        String text = Files.readString(DEPLOY.resolve("kubernetes").resolve(file + ".yaml"));
        assertThat(text).contains(right);
        List<String> findings = new ArrayList<>();
        for (Map<String, Object> manifest : Kubernetes.parsed(text.replace(right, wrong))) {
            findings.addAll(new Kubernetes().findings(manifest));
        }
        assertThat(findings).hasSize(1);
    }

    /** With its files in place the gateway would have nothing to say against it. */
    @Test
    void every_setting_is_one_and_none_is_missing() throws Exception {
        Properties properties = settings();
        assertThatThrownBy(() -> GatewaySettings.of(environment(properties)))
                .isInstanceOfSatisfying(
                        SettingsRejected.class,
                        refused ->
                                assertThat(refused.findings()).allMatch(finding -> finding.contains(" names '/etc/")));
        assertThat(properties.stringPropertyNames())
                .filteredOn(name -> !name.startsWith(GatewaySettings.PREFIX))
                .hasSizeGreaterThan(4)
                .allMatch(springs()::contains);
        Properties misspelt = settings();
        misspelt.setProperty("concordat.gateway.leave-later", "PT10S");
        assertThatThrownBy(() -> GatewaySettings.of(environment(misspelt)))
                .isInstanceOfSatisfying(
                        SettingsRejected.class,
                        refused -> assertThat(refused.findings()).anyMatch(finding -> finding.contains("leave-later")));
    }

    @Test
    void every_variable_of_its_environment_is_one_that_it_reads() throws Exception {
        Set<String> variables = springs().stream()
                .map(name -> name.toUpperCase(Locale.ROOT).replace('.', '_').replace("-", ""))
                .collect(Collectors.toSet());
        assertThat(container()
                        .path("env")
                        .valueStream()
                        .map(each -> each.path("name").asString()))
                .containsExactly("SPRING_DATASOURCE_PASSWORD", "SPRING_FLYWAY_PASSWORD")
                .allMatch(variables::contains);
    }

    @Test
    void its_ports_and_the_pages_that_are_asked_for_its_health_are_there() throws Exception {
        Properties settings = settings();
        assertThat(container().at("/ports/0/containerPort").asString()).isEqualTo(settings.getProperty("server.port"));
        assertThat(container().at("/ports/0/name").asString()).isEqualTo("api");
        JsonNode health = tree(Kubernetes.parsed(shipped()).get(0)).at("/management/endpoint/health/group");
        for (String probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
            String asks = container().path(probe).at("/exec/command/2").asString();
            var page = Pattern.compile("/dev/tcp/127\\.0\\.0\\.1/(\\d+) .*GET /health/(\\w+) ")
                    .matcher(asks);
            assertThat(page.find()).as(asks).isTrue();
            assertThat(page.group(1)).isEqualTo(settings.getProperty("management.server.port"));
            assertThat(health.has(page.group(2))).as(page.group(2)).isTrue();
        }
    }

    @Test
    void every_volume_is_mounted_where_a_setting_looks_for_it() throws Exception {
        Set<String> volumes = tree(manifests("gateway").get(1))
                .at("/spec/template/spec/volumes")
                .valueStream()
                .map(each -> each.path("name").asString())
                .collect(Collectors.toSet());
        Set<String> mounted = new HashSet<>();
        Set<String> places = new HashSet<>();
        container().path("volumeMounts").forEach(mount -> {
            mounted.add(mount.path("name").asString());
            places.add(mount.path("mountPath").asString());
        });
        assertThat(mounted).isEqualTo(volumes);
        settings().forEach((name, value) -> {
            if (value.toString().startsWith("/etc/")) {
                assertThat(places)
                        .as(name.toString())
                        .anyMatch(place -> value.toString().startsWith(place));
            }
        });
    }

    private static List<Map<String, Object>> manifests(String file) throws IOException {
        return Kubernetes.read(DEPLOY.resolve("kubernetes").resolve(file + ".yaml"));
    }

    private static JsonNode container() throws IOException {
        return tree(manifests("gateway").get(1)).at("/spec/template/spec/containers/0");
    }

    private static JsonNode tree(Map<String, Object> manifest) {
        return JsonMapper.builder().build().valueToTree(manifest);
    }

    private static Properties settings() throws IOException {
        Properties properties = new Properties();
        properties.load(
                new StringReader(((Map<?, ?>) manifests("gateway").get(0).get("data"))
                        .get("application.properties")
                        .toString()));
        return properties;
    }

    private static String shipped() throws IOException {
        try (InputStream in = GatewaySettings.class.getResourceAsStream("/application.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Every property that Spring's parts in the gateway say they read. */
    static Set<String> springs() throws IOException {
        Set<String> names = new HashSet<>();
        for (URL part : Collections.list(
                KubernetesTest.class.getClassLoader().getResources("META-INF/spring-configuration-metadata.json"))) {
            try (InputStream in = part.openStream()) {
                JsonMapper.builder()
                        .build()
                        .readTree(in)
                        .path("properties")
                        .forEach(property -> names.add(property.path("name").asString()));
            }
        }
        return names;
    }

    private static StandardEnvironment environment(Properties properties) {
        StandardEnvironment environment = new StandardEnvironment();
        Map<String, Object> values = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> values.put(name, properties.getProperty(name)));
        environment.getPropertySources().addFirst(new MapPropertySource("deploy", values));
        return environment;
    }
}
