package org.concordat.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The repository's own promises: its budget, and what must never be in it. */
class RepositoryTest {
    private static final Path ROOT = root();
    private static final int LINES_OF_PRODUCTION_JAVA = 24_300;
    private static final int LINES_OF_A_FILE = 300;
    private static final int DIRECT_DEPENDENCIES = 45;

    @Test
    void production_java_stays_within_its_budget() {
        long lines = productionJava().mapToLong(RepositoryTest::linesOfCode).sum();
        assertThat(lines).isBetween(1_000L, (long) LINES_OF_PRODUCTION_JAVA);
    }

    @Test
    void no_production_file_is_longer_than_one_idea() {
        assertThat(files().filter(f -> f.toString().contains("/src/main/java/"))
                        .filter(f -> lines(f) > LINES_OF_A_FILE))
                .isEmpty();
    }

    @Test
    void direct_dependencies_stay_within_their_budget() {
        long dependencies = Stream.of("schemas", "protection", "routes", "gateway", "cli", "certs-sample", "sandbox")
                .map(m -> text(ROOT.resolve(m).resolve("pom.xml")))
                .flatMap(pom -> Pattern.compile("<dependency>\\s*<groupId>([^<]+)</groupId>\\s*<artifactId>([^<]+)<")
                        .matcher(pom)
                        .results())
                .map(m -> m.group(1) + ":" + m.group(2))
                .filter(name -> !name.startsWith("org.concordat:"))
                .distinct()
                .count();
        assertThat(dependencies).isBetween(10L, (long) DIRECT_DEPENDENCIES);
    }

    @Test
    void no_key_is_in_the_tree() {
        assertThat(files().filter(f -> f.toString().matches(".*\\.(p12|pfx|jks|key)$")))
                .isEmpty();
        assertThat(texts().filter(f -> text(f).contains("-----BEGIN " + "PRIVATE KEY")
                        || text(f).contains("-----BEGIN " + "EC PRIVATE")))
                .isEmpty();
    }

    @Test
    void nothing_is_left_unfinished_by_its_own_words() {
        Pattern words = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X|HA" + "CK)\\b");
        assertThat(files().filter(f -> f.toString().endsWith(".java"))
                        .filter(f -> words.matcher(text(f)).find()))
                .isEmpty();
    }

    @Test
    void no_test_is_switched_off_or_sleeps() {
        Pattern words = Pattern.compile("@Dis" + "abled|Thread\\.sl" + "eep");
        assertThat(files().filter(f -> f.toString().contains("/src/test/")
                                && f.toString().endsWith(".java"))
                        .filter(f -> words.matcher(text(f)).find()))
                .isEmpty();
    }

    @Test
    void readme_is_short_and_gives_the_two_commands() {
        Path readme = ROOT.resolve("README.md");
        assertThat(lines(readme)).isLessThanOrEqualTo(150);
        assertThat(text(readme)).contains("bin/sandbox").contains("mvn verify");
    }

    /** Of the modules that ship: what the sandbox is made of never reaches production. */
    private static Stream<Path> productionJava() {
        return files().filter(f ->
                        f.toString().contains("/src/main/java/") && f.toString().endsWith(".java"))
                .filter(f -> Stream.of("sandbox", "bench", "certs-sample")
                        .noneMatch(module -> ROOT.relativize(f).startsWith(module)));
    }

    private static Stream<Path> texts() {
        return files().filter(f -> f.toString().matches(".*\\.(java|xml|xsd|yaml|yml|json|md|properties|txt|sql)$"));
    }

    private static Stream<Path> files() {
        try (Stream<Path> walk = Files.walk(ROOT)) {
            List<Path> found = walk.filter(Files::isRegularFile)
                    .filter(f -> {
                        String inside = "/" + ROOT.relativize(f).toString();
                        return !inside.contains("/target/") && !inside.startsWith("/.git/");
                    })
                    .toList();
            return found.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without blank lines, comments and imports; docs/decisions says why. */
    private static long linesOfCode(Path file) {
        Pattern none = Pattern.compile("\\s*((//|/?\\*|import |package ).*)?");
        return text(file).lines().filter(line -> !none.matcher(line).matches()).count();
    }

    private static long lines(Path file) {
        return text(file).lines().count();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.exists(here.resolve(".mvn"))) {
            here = here.getParent();
        }
        return here;
    }
}
