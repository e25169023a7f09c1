package org.concordat.gateway.contract;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The OpenAPI file, and whether an answer keeps to it. */
public final class Contract {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JsonNode document;

    private Contract(JsonNode document) {
        this.document = document;
    }

    /** The contract that the gateway ships. */
    public static Contract shipped() {
        try (InputStream in = Objects.requireNonNull(Contract.class.getResourceAsStream("/openapi/concordat.yaml"))) {
            return new Contract(YAMLMapper.builder().build().readTree(in));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Every operation, e.g. {@code GET /v1/mailbox}, with the scopes that it asks for, e.g. {@code concordat:share}. */
    public Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        document.path("paths")
                .propertyStream()
                .forEach(path -> path.getValue()
                        .propertyStream()
                        .forEach(operation ->
                                operations.add(operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey())));
        return operations;
    }

    /** The scope that an operation asks for. */
    public String scope(String operation) {
        return operation(operation)
                .path("security")
                .path(0)
                .path("keycloak")
                .path(0)
                .asString("");
    }

    /** The media types that an operation takes. */
    public Set<String> takes(String operation) {
        return Set.copyOf(
                operation(operation).path("requestBody").path("content").propertyNames());
    }

    /** What a property of a schema may be, by where it stands in the document. */
    public Set<String> values(String property) {
        Set<String> values = new TreeSet<>();
        document.at(property).path("enum").forEach(value -> values.add(value.asString("")));
        return values;
    }

    /** The codes that problems may have. */
    public Set<String> problemCodes() {
        return new TreeSet<>(document.path("x-problem-codes").propertyNames());
    }

    /**
     * Everything in which an answer differs from the contract; empty when it keeps to it.
     *
     * @param operation e.g. {@code GET /v1/mailbox/{delivery}}
     * @param header the answer's header of that name, in lower case, or an empty text
     */
    public List<String> faults(String operation, int status, Function<String, String> header, byte[] body) {
        List<String> faults = new ArrayList<>();
        JsonNode response = resolved(operation(operation).path("responses").path(String.valueOf(status)));
        if (response.isMissingNode()) {
            return List.of(operation + " does not answer " + status);
        }
        response.path("headers").propertyStream().forEach(h -> {
            String value = header.apply(h.getKey().toLowerCase(Locale.ROOT));
            schema(h.getValue().path("schema"))
                    .validate(JSON.valueToTree(value))
                    .forEach(e -> faults.add("header " + h.getKey() + ": " + e.getMessage()));
        });
        JsonNode content = response.path("content");
        String type = header.apply("content-type").replaceFirst(";.*", "");
        if (content.isMissingNode()) {
            if (body.length > 0) {
                faults.add(status + " has content");
            }
            return faults;
        }
        JsonNode described = content.path(type);
        if (described.isMissingNode()) {
            faults.add(status + " is not of type '" + type + "'");
            return faults;
        }
        JsonNode value = type.endsWith("json")
                ? JSON.readTree(body)
                : JSON.valueToTree(new String(body, StandardCharsets.ISO_8859_1));
        for (Error error : schema(described.path("schema")).validate(value)) {
            faults.add(error.toString());
        }
        if (type.equals("application/problem+json")) {
            String code = value.path("code").asString("");
            if (!problemCodes().contains(code)) {
                faults.add("the problem code " + code + " is not listed");
            }
            if (value.path("status").asInt() != status) {
                faults.add("the problem says another status");
            }
        }
        return faults;
    }

    private JsonNode operation(String name) {
        int space = name.indexOf(' ');
        return document.path("paths")
                .path(name.substring(space + 1))
                .path(name.substring(0, space).toLowerCase(Locale.ROOT));
    }

    private JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asString("");
        return reference.isEmpty() ? node : document.at(reference.substring(1));
    }

    private Schema schema(JsonNode schema) {
        ObjectNode whole = JSON.createObjectNode();
        whole.set("components", document.path("components"));
        whole.putArray("allOf").add(schema);
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(whole.toString(), InputFormat.JSON);
    }
}
