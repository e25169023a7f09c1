package org.concordat.schemas.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever writes a value that is refused for its form is told the form. */
class SchemaFormsTest {
    private static final Pattern WITH_PATTERN =
            Pattern.compile("<xs:simpleType name=\"([A-Za-z]+)\">((?!</xs:simpleType>).)*<xs:pattern", Pattern.DOTALL);

    @Test
    void every_type_that_has_a_pattern_has_words_for_it_and_no_other_has() throws IOException {
        TreeSet<String> types = new TreeSet<>();
        try (Stream<Path> schemas = Files.list(Path.of("src/main/resources/org/concordat/schemas/xsd"))) {
            for (Path schema :
                    schemas.filter(file -> file.toString().endsWith(".xsd")).toList()) {
                WITH_PATTERN
                        .matcher(Files.readString(schema))
                        .results()
                        .forEach(type -> types.add("form." + type.group(1)));
            }
        }
        ResourceBundle rules = ResourceBundle.getBundle("org.concordat.schemas.disclosure.schema-rules", Locale.ROOT);
        assertThat(rules.keySet().stream()
                        .filter(key -> key.startsWith("form."))
                        .collect(Collectors.toSet()))
                .isEqualTo(types)
                .hasSizeGreaterThan(20);
    }
}
