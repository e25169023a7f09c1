package org.concordat.schemas.disclosure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;

/** An element of the envelope as it was read: name, attributes, text, children. Of a section, only its outside is kept. */
final class Node {
    private final String name;
    private final Map<String, String> attributes;
    private final List<Node> children = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    Node(String name, Attributes from) {
        this.name = name;
        this.attributes = new HashMap<>();
        for (int i = 0; i < from.getLength(); i++) {
            if (from.getURI(i).isEmpty()) {
                attributes.put(from.getLocalName(i), from.getValue(i));
            }
        }
    }

    void add(Node child) {
        children.add(child);
    }

    void append(char[] characters, int start, int length) {
        text.append(characters, start, length);
    }

    String name() {
        return name;
    }

    /** The attribute's value. The schema says that it is there. */
    String attribute(String name) {
        @Nullable String value = attributes.get(name);
        if (value == null) {
            throw new IllegalStateException("the schema lets an element without " + name + " pass");
        }
        return value;
    }

    Optional<String> optional(String name) {
        return Optional.ofNullable(attributes.get(name));
    }

    /** The first child of that name. The schema says that it is there. */
    Node child(String name) {
        return children(name)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the schema lets an element without " + name + " pass"));
    }

    Stream<Node> children(String name) {
        return children.stream().filter(child -> child.name.equals(name));
    }

    List<Node> children() {
        return children;
    }

    String text() {
        return text.toString();
    }
}
