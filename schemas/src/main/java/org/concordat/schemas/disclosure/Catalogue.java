package org.concordat.schemas.disclosure;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.concordat.schemas.terminology.Kind;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * What is shipped, as {@code standard.yaml} lists it.
 *
 * @param envelope the XSD of the Disclosure, which includes the library
 * @param sections the XSDs of the library that declare section types
 * @param kindSchemas further XSDs, of kinds with section types of their own
 * @param kinds the kinds, each with a YAML file
 */
record Catalogue(
        String envelope,
        List<String> sections,
        @JsonProperty("kind-schemas") List<String> kindSchemas,
        List<String> kinds) {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    static Catalogue standard() {
        return read("standard.yaml", Catalogue.class);
    }

    /** The definition of every kind, by its name. */
    Map<Kind, KindDefinition> definitions() {
        Map<Kind, KindDefinition> definitions = new LinkedHashMap<>();
        for (String name : kinds) {
            KindDefinition definition =
                    read("kinds/" + name + ".yaml", KindFile.class).definition();
            if (!definition.kind().value().equals(name)) {
                throw new IllegalStateException("the file of the kind " + name + " describes " + definition.kind());
            }
            definitions.put(definition.kind(), definition);
        }
        return definitions;
    }

    private static <T> T read(String file, Class<T> type) {
        try (InputStream in = Catalogue.class.getResourceAsStream("/org/concordat/schemas/" + file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is named and not shipped");
            }
            return YAML.readValue(in, type);
        } catch (IOException | JacksonException e) {
            throw new IllegalStateException("the shipped " + file + " cannot be read", e);
        }
    }

    /** A kind as its file spells it. */
    private record KindFile(
            String kind,
            int version,
            String title,
            @JsonProperty("digest-list") int digestList,
            @Nullable List<String> answers,
            @JsonProperty("answered-by") @Nullable List<String> answeredBy,
            Map<String, OccursRow> sections,
            @Nullable List<CompletenessRow> completeness) {

        private record OccursRow(@Nullable Integer min, int max) {}

        private record CompletenessRow(
                String id,
                String severity,
                @JsonProperty("for-each") @Nullable String forEach,
                @JsonProperty("assert") String assertion,
                String sentence) {}

        KindDefinition definition() {
            return new KindDefinition(
                    new Kind(kind),
                    version,
                    title,
                    digestList,
                    kinds(answers),
                    kinds(answeredBy),
                    sections.entrySet().stream()
                            .collect(Collectors.toMap(
                                    Map.Entry::getKey,
                                    row -> new KindDefinition.Occurs(
                                            Optional.ofNullable(row.getValue().min())
                                                    .orElse(0),
                                            row.getValue().max()))),
                    completeness == null
                            ? List.of()
                            : completeness.stream().map(KindFile::rule).toList());
        }

        private static Set<Kind> kinds(@Nullable List<String> names) {
            return names == null ? Set.of() : names.stream().map(Kind::new).collect(Collectors.toUnmodifiableSet());
        }

        private static KindDefinition.Completeness rule(CompletenessRow row) {
            return new KindDefinition.Completeness(
                    row.id(),
                    Finding.Severity.valueOf(row.severity().toUpperCase(Locale.ROOT)),
                    row.forEach() == null ? "." : row.forEach(),
                    row.assertion(),
                    row.sentence());
        }
    }
}
