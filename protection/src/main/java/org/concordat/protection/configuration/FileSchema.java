package org.concordat.protection.configuration;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The published JSON schema (2020-12) of one sort of file. */
final class FileSchema {
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private static final String ALTERNATIVES = "oneOf";

    private final Schema schema;
    private final JsonNode text;

    /** The schema {@code schemas/<name>.schema.json} that is shipped. */
    FileSchema(String name) {
        this.text = JsonMapper.shared().readTree(Shipped.bytes("schemas/" + name + ".schema.json"));
        this.schema = REGISTRY.getSchema(text);
    }

    /** Whether the content has the form; every finding where it has not. */
    boolean check(Located content, Findings findings) {
        int before = findings.count();
        List<Error> errors = schema.validate(content.json());
        List<NodePath> alternatives = errors.stream()
                .filter(error -> error.getKeyword().equals(ALTERNATIVES))
                .map(Error::getEvaluationPath)
                .toList();
        for (Error error : errors) {
            NodePath path = error.getEvaluationPath();
            // why each alternative does not hold is noise: that none holds is told, with what they are
            if (alternatives.stream().noneMatch(outer -> !outer.equals(path) && path.startsWith(outer))) {
                findings.add(at(content, error), words(error));
            }
        }
        return findings.count() == before;
    }

    private static Located at(Located content, Error error) {
        Located where = at(content, error.getInstanceLocation());
        return error.getKeyword().equals("additionalProperties")
                ? where.find(error.getProperty()).orElse(where)
                : where;
    }

    private static Located at(Located content, NodePath path) {
        Located here = content;
        for (int i = 0; i < path.getNameCount(); i++) {
            here = path.getElement(i) instanceof Integer index ? here.items().get(index) : here.get(path.getName(i));
        }
        return here;
    }

    private String words(Error error) {
        NodePath path = error.getInstanceLocation();
        String name = path.getNameCount() == 0 ? "the file" : "'" + path.getName(path.getNameCount() - 1) + "'";
        return switch (error.getKeyword()) {
            case "required" -> "'" + error.getProperty() + "' is missing";
            case "additionalProperties" -> "'" + error.getProperty() + "' is not known here";
            case ALTERNATIVES -> name + " has none of the forms that it may have" + description(error);
            default -> name + " " + error.getMessage();
        };
    }

    /** What the schema says of the alternatives. Our schemas have no references: the path of evaluation is the place. */
    private String description(Error error) {
        JsonNode here = text;
        NodePath path = error.getEvaluationPath();
        for (int i = 0; i < path.getNameCount() - 1; i++) {
            here = path.getElement(i) instanceof Integer index ? here.path(index) : here.path(path.getName(i));
        }
        return here.path("description")
                .stringValueOpt()
                .map(words -> ": " + words)
                .orElse("");
    }
}
