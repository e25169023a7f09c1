package org.concordat.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.concordat.gateway.setting.GatewaySettings;
import org.concordat.gateway.setting.SettingsRejected;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is offered for deploying says only what there is: well-formed, known settings, metrics that the guide names. */
class DeployTest {
    private static final Path DEPLOY = root().resolve("deploy");

    @Test
    void every_manifest_is_well_formed_and_in_the_namespace() throws Exception {
        List<String> kinds = new ArrayList<>();
        for (String file : List.of("database", "keycloak", "gateway")) {
            for (Map<?, ?> manifest : manifests(file)) {
                kinds.add(manifest.get("kind").toString());
                assertThat(manifest.get("apiVersion")).isNotNull();
                assertThat(manifest.get("metadata").toString()).contains("namespace=concordat");
            }
        }
        assertThat(kinds)
                .containsExactly(
                        "Cluster",
                        "Keycloak",
                        "ConfigMap",
                        "Deployment",
                        "PodDisruptionBudget",
                        "Service",
                        "NetworkPolicy");
    }

    /** With its files in place the gateway would have nothing to say against it. */
    @Test
    void every_setting_is_one_and_none_is_missing() throws Exception {
        Properties properties = new Properties();
        Map<?, ?> data = (Map<?, ?>) manifests("gateway").get(0).get("data");
        properties.load(new StringReader(data.get("application.properties").toString()));
        assertThatThrownBy(() -> GatewaySettings.of(environment(properties)))
                .isInstanceOfSatisfying(
                        SettingsRejected.class,
                        refused ->
                                assertThat(refused.findings()).allMatch(finding -> finding.contains(" names '/etc/")));
    }

    @Test
    void every_metric_on_the_board_is_in_the_operators_guide() throws Exception {
        String guide = text(DEPLOY.resolveSibling("docs").resolve("operator-guide.md"));
        JsonNode board = JsonMapper.builder().build().readTree(text(DEPLOY.resolve("grafana/concordat.json")));
        TreeSet<String> metrics = new TreeSet<>();
        for (JsonNode panel : board.path("panels")) {
            for (JsonNode target : panel.path("targets")) {
                Pattern.compile("concordat_[a-z_]+")
                        .matcher(target.path("expr").asString(""))
                        .results()
                        .forEach(metric -> metrics.add(metric.group().replaceAll("_(sum|count)$", "")));
            }
        }
        assertThat(metrics).hasSizeGreaterThan(7).allMatch(guide::contains);
    }

    @Test
    void the_unit_leaves_time_to_finish_and_writes_no_memory_to_disk() throws Exception {
        assertThat(text(DEPLOY.resolve("debian/concordat-gateway.service")))
                .contains("TimeoutStopSec=90", "LimitCORE=0", "MemorySwapMax=0", "ProtectSystem=strict");
    }

    private static StandardEnvironment environment(Properties properties) {
        StandardEnvironment environment = new StandardEnvironment();
        Map<String, Object> values = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> values.put(name, properties.getProperty(name)));
        environment.getPropertySources().addFirst(new MapPropertySource("deploy", values));
        return environment;
    }

    private static List<Map<?, ?>> manifests(String file) throws IOException {
        List<Map<?, ?>> manifests = new ArrayList<>();
        new Yaml(new SafeConstructor(new LoaderOptions()))
                .loadAll(text(DEPLOY.resolve("kubernetes").resolve(file + ".yaml")))
                .forEach(each -> manifests.add((Map<?, ?>) each));
        return manifests;
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.exists(here.resolve(".mvn"))) {
            here = here.getParent();
        }
        return here;
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}
