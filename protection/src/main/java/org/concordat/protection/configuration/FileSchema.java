package org.concordat.protection.configuration;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The published JSON schema (2020-12) of one sort of file. */
final class FileSchema {
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private final Schema schema;

    /** The schema {@code schemas/<name>.schema.json} that is shipped. */
    FileSchema(String name) {
        String text = new String(Shipped.bytes("schemas/" + name + ".schema.json"), StandardCharsets.UTF_8);
        this.schema = REGISTRY.getSchema(text, InputFormat.JSON);
    }

    /** Whether the content has the form; every finding where it has not. */
    boolean check(Located content, Findings findings) {
        int before = findings.count();
        for (Error error : schema.validate(content.json())) {
            Located where = at(content, error.getInstanceLocation());
            String property = error.getProperty();
            if (property != null && error.getKeyword().equals("additionalProperties")) {
                where = where.find(property).orElse(where);
            }
            findings.add(where, words(error));
        }
        return findings.count() == before;
    }

    private static Located at(Located content, NodePath path) {
        Located here = content;
        for (int i = 0; i < path.getNameCount(); i++) {
            here = path.getElement(i) instanceof Integer index ? here.items().get(index) : here.get(path.getName(i));
        }
        return here;
    }

    private static String words(Error error) {
        NodePath path = error.getInstanceLocation();
        String name = path.getNameCount() == 0 ? "the file" : "'" + path.getName(path.getNameCount() - 1) + "'";
        return switch (error.getKeyword()) {
            case "required" -> "'" + error.getProperty() + "' is missing";
            case "additionalProperties" -> "'" + error.getProperty() + "' is not known here";
            default -> name + " " + error.getMessage().toLowerCase(Locale.ROOT);
        };
    }
}
