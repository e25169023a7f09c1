package org.concordat.protection.configuration;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Tag;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A value in a YAML file that knows where it stands. After the schema was met, its accessors do not fail. */
sealed interface Located {
    String file();

    int line();

    /** The same value for the JSON schema. */
    JsonNode json();

    /** A single value. */
    record Scalar(String file, int line, String text, Tag tag) implements Located {
        @Override
        public JsonNode json() {
            JsonNodeFactory json = JsonNodeFactory.instance;
            if (tag.equals(Tag.NULL)) {
                return json.nullNode();
            }
            if (tag.equals(Tag.BOOL)) {
                return json.booleanNode(Boolean.parseBoolean(text));
            }
            if (tag.equals(Tag.INT) && text.length() < 10) {
                return json.numberNode(Integer.parseInt(text));
            }
            return json.stringNode(text);
        }
    }

    /** A list. */
    record Sequence(String file, int line, List<Located> items) implements Located {
        @Override
        public JsonNode json() {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            items.forEach(item -> array.add(item.json()));
            return array;
        }
    }

    /** Named values, in the order of the file. A value's line is that of its name. */
    record Fields(String file, int line, Map<String, Located> fields) implements Located {
        @Override
        public JsonNode json() {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            fields.forEach((name, value) -> object.set(name, value.json()));
            return object;
        }
    }

    default Map<String, Located> fields() {
        throw new IllegalStateException("no fields at " + file() + ":" + line());
    }

    /** Empty, too, where this has no fields. */
    default Optional<Located> find(String name) {
        return this instanceof Fields ? Optional.ofNullable(fields().get(name)) : Optional.empty();
    }

    /** A field that the schema requires. */
    default Located get(String name) {
        return find(name).orElseThrow(() -> new IllegalStateException("no " + name + " at " + file() + ":" + line()));
    }

    default String text() {
        throw new IllegalStateException("no text at " + file() + ":" + line());
    }

    default boolean isText(String text) {
        return this instanceof Scalar scalar && scalar.text().equals(text);
    }

    /** The name of this field, as a value that stands where it does. */
    default Located named(String name) {
        return new Scalar(file(), line(), name, Tag.STR);
    }

    /** The items of a list; a value that is no list is a list of itself. */
    default List<Located> items() {
        return List.of(this);
    }
}
