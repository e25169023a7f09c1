package org.concordat.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The board and the unit say only what there is. */
class DeployTest {
    static final Path DEPLOY = root().resolve("deploy");

    @Test
    void every_metric_on_the_board_is_exported_and_in_the_operators_guide() throws Exception {
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
        // what Prometheus makes of a meter's name, by its kind
        Set<String> exported = meters();
        assertThat(metrics).allMatch(metric -> exported.contains(metric.replaceAll("_(total|seconds)$", "")));
    }

    @Test
    void the_unit_leaves_time_to_finish_and_writes_no_memory_to_disk() throws Exception {
        assertThat(text(DEPLOY.resolve("debian/concordat-gateway.service")))
                .contains("TimeoutStopSec=90", "LimitCORE=0", "MemorySwapMax=0", "ProtectSystem=strict");
    }

    /** As the gateway's own code names them. */
    private static Set<String> meters() throws IOException {
        try (Stream<Path> files = Files.walk(DEPLOY.resolveSibling("gateway").resolve("src/main/java"))) {
            StringBuilder code = new StringBuilder();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                code.append(text(file));
            }
            return Pattern.compile("\"(concordat\\.[a-z.]+)\"")
                    .matcher(code)
                    .results()
                    .map(name -> name.group(1).replace('.', '_'))
                    .collect(Collectors.toSet());
        }
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
