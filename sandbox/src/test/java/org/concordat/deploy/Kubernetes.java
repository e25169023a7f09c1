package org.concordat.deploy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * What Kubernetes and the operators would say to a manifest's fields: those of its own kinds by their published model, those of
 * the operators' kinds by a list of what they take.
 */
final class Kubernetes {
    /** Their classes have annotations that are not on the class path: they are called by name. */
    private static final Map<String, String> MODELS = Map.of(
            "v1/ConfigMap", "ConfigMap",
            "v1/Service", "Service",
            "apps/v1/Deployment", "apps.Deployment",
            "policy/v1/PodDisruptionBudget", "policy.v1.PodDisruptionBudget",
            "networking.k8s.io/v1/NetworkPolicy", "networking.v1.NetworkPolicy");

    private static final Map<Object, Class<?>> PLAIN =
            Map.of("text", String.class, "number", Integer.class, "flag", Boolean.class);

    /** The model would keep what it does not know; here it has to be refused. */
    private static final ObjectMapper STRICT = new ObjectMapper()
            .setAnnotationIntrospector(new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1L;

                @Override
                public Boolean hasAnySetter(Annotated field) {
                    return false;
                }
            });

    private final Map<String, Object> operators;

    Kubernetes() throws IOException {
        try (InputStream in = Kubernetes.class.getResourceAsStream("/deploy/operators.yaml")) {
            operators = parsed(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .get(0);
        }
    }

    static List<Map<String, Object>> read(Path file) throws IOException {
        return parsed(Files.readString(file));
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> parsed(String text) {
        List<Map<String, Object>> all = new ArrayList<>();
        new Yaml(new SafeConstructor(new LoaderOptions()))
                .loadAll(text)
                .forEach(each -> all.add((Map<String, Object>) each));
        return all;
    }

    /** What is wrong with a manifest's fields; nothing, if all is well. */
    List<String> findings(Map<String, Object> manifest) throws ClassNotFoundException {
        String kind = manifest.get("apiVersion") + "/" + manifest.get("kind");
        List<String> findings = new ArrayList<>();
        if (operators.containsKey(kind)) {
            hold(manifest.get("spec"), operators.get(kind), "spec", findings);
        } else if (MODELS.containsKey(kind)) {
            try {
                STRICT.convertValue(manifest, Class.forName("io.fabric8.kubernetes.api.model." + MODELS.get(kind)));
            } catch (IllegalArgumentException unknown) {
                findings.add(String.valueOf(unknown.getMessage()));
            }
        } else {
            findings.add("nothing is known of the kind " + kind);
        }
        return findings;
    }

    private static void hold(Object value, Object known, String path, List<String> findings) {
        if (known instanceof Map<?, ?> fields && fields.get("one-of") instanceof List<?> words) {
            expect(words.contains(value), path, findings);
        } else if (known instanceof Map<?, ?> fields && value instanceof Map<?, ?> given) {
            given.forEach((name, inner) -> {
                Object field = fields.containsKey("*") ? fields.get("*") : fields.get(name);
                if (field == null) {
                    findings.add(path + "." + name + " is no field");
                } else {
                    hold(inner, field, path + "." + name, findings);
                }
            });
        } else if (known instanceof List<?> items && value instanceof List<?> given) {
            given.forEach(item -> hold(item, items.get(0), path + "[]", findings));
        } else {
            Class<?> wanted = PLAIN.getOrDefault(known, Void.class);
            expect(wanted.isInstance(value), path, findings);
        }
    }

    private static void expect(boolean holds, String path, List<String> findings) {
        if (!holds) {
            findings.add(path + " takes something else");
        }
    }
}
