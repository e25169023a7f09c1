package org.concordat.schemas.label;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.concordat.schemas.terminology.Coded;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * The category of every section type, read from the {@code xs:appinfo} of the schemas. A type without a category, or with
 * one that is not on the closed list, is refused when the table is made. Immutable.
 */
public final class Labels {
    private static final String XS = "http://www.w3.org/2001/XMLSchema";
    private static final String LABEL = "urn:concordat:label:1";
    /** What a section type substitutes. */
    private static final String HEAD = "Content";

    private final Map<String, Category> categories;

    private Labels(Map<String, Category> categories) {
        this.categories = Map.copyOf(categories);
    }

    /**
     * Reads the section types that schemas declare.
     *
     * @throws IllegalStateException naming every type that has no category, two, or an unknown one
     */
    public static Labels of(Iterable<Document> schemas) {
        Map<String, Category> categories = new TreeMap<>();
        Set<String> refused = new TreeSet<>();
        for (Document schema : schemas) {
            NodeList elements = schema.getDocumentElement().getElementsByTagNameNS(XS, "element");
            for (int i = 0; i < elements.getLength(); i++) {
                Element element = (Element) elements.item(i);
                if (isSectionType(element)) {
                    String type = element.getAttribute("name");
                    Optional<Category> category = categoryOf(element);
                    if (category.isEmpty() || categories.put(type, category.get()) != null) {
                        refused.add(type);
                    }
                }
            }
        }
        if (!refused.isEmpty()) {
            throw new IllegalStateException(
                    "section types without exactly one known category in xs:appinfo, or declared twice: " + refused);
        }
        return new Labels(categories);
    }

    private static boolean isSectionType(Element element) {
        String head = element.getAttribute("substitutionGroup");
        return head.equals(HEAD) || head.endsWith(":" + HEAD);
    }

    private static Optional<Category> categoryOf(Element type) {
        NodeList categories = type.getElementsByTagNameNS(LABEL, "category");
        return categories.getLength() == 1
                ? Coded.find(
                        Category.values(), categories.item(0).getTextContent().strip())
                : Optional.empty();
    }

    /** The category of a section type; empty for what is no section type. */
    public Optional<Category> category(String type) {
        return Optional.ofNullable(categories.get(type));
    }

    /** The names of all section types. */
    public Set<String> types() {
        return categories.keySet();
    }
}
