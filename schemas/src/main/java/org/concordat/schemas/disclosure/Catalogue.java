package org.concordat.schemas.disclosure;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.concordat.schemas.terminology.Kind;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * What is shipped, as {@code standard.yaml} lists it.
 *
 * @param envelope the XSD of the Disclosure, which includes the library
 * @param sections the XSDs of the library that declare section types
 * @param kindSchemas further XSDs, of kinds with section types of their own
 * @param kinds the kinds, each with a YAML file
 */
record Catalogue(String envelope, List<String> sections, List<String> kindSchemas, List<String> kinds) {
    private static final JsonSetter.Value EMPTY = JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY);
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            // what may be left out; the JSON Schema says what may not
            .withConfigOverride(Set.class, left -> left.setNullHandling(EMPTY))
            .withConfigOverride(List.class, left -> left.setNullHandling(EMPTY))
            .withConfigOverride(String.class, left -> left.setNullHandling(EMPTY))
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    static Catalogue standard() {
        return read("standard.yaml", Catalogue.class);
    }

    /** The definition of every kind, by its name. */
    Map<Kind, KindDefinition> definitions() {
        Map<Kind, KindDefinition> definitions = new LinkedHashMap<>();
        for (String name : kinds) {
            KindDefinition definition = read("kinds/" + name + ".yaml", KindDefinition.class);
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
}
