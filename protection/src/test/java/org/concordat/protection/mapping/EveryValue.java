package org.concordat.protection.mapping;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.concordat.schemas.disclosure.DisclosureContext;
import org.concordat.schemas.label.Category;
import org.concordat.schemas.label.Existence;
import org.concordat.schemas.terminology.Coded;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * A record with everything that the schemas declare, twice each, in which every value that is not a word of a closed list or
 * of the gateway's vocabulary is a canary of its own. Made from the XSDs, apart from how shapes are.
 */
final class EveryValue {
    private static final String XS = "http://www.w3.org/2001/XMLSchema";
    private static final String LABEL = "urn:concordat:label:1";
    private static final String ENVELOPE = "urn:concordat:disclosure:1";

    final List<String> canaries = new ArrayList<>();
    private final String word;
    private final List<Document> schemas = DisclosureContext.schemas();
    private final Map<String, Element> declared = new HashMap<>();
    private final StringBuilder text = new StringBuilder();

    /** Canaries begin with that word. */
    EveryValue(String word) {
        this.word = word;
        schemas.forEach(schema -> children(schema.getDocumentElement())
                .filter(child -> !child.getAttribute("name").isEmpty())
                .forEach(child -> declared.put(
                        child.getLocalName() + " " + target(child) + " " + child.getAttribute("name"), child)));
        element(declared.get("element " + ENVELOPE + " Disclosure"));
    }

    @Override
    public String toString() {
        return text.toString();
    }

    /** The section types, by name, and the category of each. */
    Map<String, String> sections() {
        Map<String, String> sections = new HashMap<>();
        for (Document schema : schemas) {
            NodeList categories = schema.getElementsByTagNameNS(LABEL, "category");
            for (int i = 0; i < categories.getLength(); i++) {
                Element type = (Element)
                        categories.item(i).getParentNode().getParentNode().getParentNode();
                sections.put(type.getAttribute("name"), categories.item(i).getTextContent());
            }
        }
        return sections;
    }

    /** The section types of which anybody may be told that there is one. */
    private Stream<String> told() {
        return sections().entrySet().stream()
                .filter(type -> Coded.of(Category.values(), type.getValue()).existence() == Existence.TELL)
                .map(Map.Entry::getKey)
                .sorted();
    }

    private void element(Element declaration) {
        String name = declaration.getAttribute("name");
        boolean envelope = target(declaration).equals(ENVELOPE);
        if (name.equals("Section") && envelope) {
            told().forEach(type -> {
                open(declaration);
                text.append('>');
                element(declared.get("element urn:concordat:section:1 " + type));
                text.append("</Section>");
            });
            return;
        }
        open(declaration);
        List<Element> types = types(declaration);
        if (types.isEmpty()
                || types.stream().anyMatch(type -> type.getLocalName().equals("simpleType"))) {
            text.append('>').append(value(declaration, types));
        } else {
            text.append(">\n  ");
            for (Element type : types) {
                below(type, "element")
                        .flatMap(child -> child.hasAttribute("ref")
                                ? Stream.of(referred(child, "element", "ref"))
                                : Stream.of(child))
                        .flatMap(child -> Stream.of(child, child))
                        .forEach(this::element);
            }
        }
        text.append("</").append(name).append('>');
    }

    private void open(Element declaration) {
        String name = declaration.getAttribute("name");
        text.append('<')
                .append(name)
                .append(" xmlns='")
                .append(target(declaration))
                .append('\'');
        for (Element type : types(declaration)) {
            below(type, "attribute")
                    .forEach(attribute -> text.append(' ')
                            .append(attribute.getAttribute("name"))
                            .append("='")
                            .append(value(attribute, types(attribute)))
                            .append('\''));
        }
    }

    private String value(Element declaration, List<Element> types) {
        // what subjects and sections are called is how they find each other
        if (List.of("id", "about", "sanitisedOf").contains(declaration.getAttribute("name")) && !canaries.isEmpty()) {
            String part = word + "-part";
            canaries.add(part);
            return part;
        }
        for (Element type : types) {
            NodeList words = type.getElementsByTagNameNS(XS, "enumeration");
            if (words.getLength() > 0) {
                return ((Element) words.item(0)).getAttribute("value");
            }
            if (type.getElementsByTagNameNS(LABEL, "vocabulary").getLength() > 0) {
                return "a-word";
            }
        }
        if (types.isEmpty()) {
            return "true";
        }
        canaries.add(word + canaries.size());
        return canaries.get(canaries.size() - 1);
    }

    private List<Element> types(Element of) {
        List<Element> types = new ArrayList<>();
        children(of).filter(child -> child.getLocalName().endsWith("Type")).forEach(types::add);
        Stream.of("type", "base").filter(of::hasAttribute).forEach(name -> {
            Element type = referred(of, "complexType", name);
            types.add(type != null ? type : referred(of, "simpleType", name));
        });
        types.removeIf(Objects::isNull);
        for (Element type : List.copyOf(types)) {
            Stream.of("restriction", "extension")
                    .flatMap(how -> below(type, how))
                    .forEach(based -> types.addAll(types(based)));
        }
        return types;
    }

    private Element referred(Element from, String what, String attribute) {
        String[] name = from.getAttribute(attribute).split(":", -1);
        String namespace = from.lookupNamespaceURI(name.length == 1 ? null : name[0]);
        return declared.get(what + " " + namespace + " " + name[name.length - 1]);
    }

    /** Those that belong to it, and not to an element declared within it. */
    private static Stream<Element> below(Element type, String name) {
        return children(type)
                .flatMap(child -> child.getLocalName().equals(name)
                        ? Stream.of(child)
                        : child.getLocalName().matches("element|attribute") ? Stream.empty() : below(child, name));
    }

    private static Stream<Element> children(Node of) {
        NodeList all = of.getChildNodes();
        return IntStream.range(0, all.getLength())
                .mapToObj(all::item)
                .filter(Element.class::isInstance)
                .map(Element.class::cast)
                .toList()
                .stream();
    }

    private static String target(Element declaration) {
        return declaration.getOwnerDocument().getDocumentElement().getAttribute("targetNamespace");
    }
}
