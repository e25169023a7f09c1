package org.concordat.cli.reading;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.concordat.schemas.disclosure.Part;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** Walks the elements of a part that was verified, whatever its type. */
final class Elements {
    /** What every part has; said elsewhere or of no use to a reader. */
    private static final Set<String> ENVELOPE = Set.of(
            "id",
            "salt",
            "category",
            "about",
            "nature",
            "provenance",
            "recorded",
            "sanitisedOf",
            "agency",
            "team",
            "role");

    private Elements() {}

    /** A part as a tree of fields. A section has one field: its typed content. */
    static Field of(Part part) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            Element root = factory.newDocumentBuilder()
                    .parse(new ByteArrayInputStream(part.canonical().toByteArray()))
                    .getDocumentElement();
            return field(root, ENVELOPE);
        } catch (ParserConfigurationException | SAXException | IOException e) {
            // the cause would quote the part
            throw new IllegalStateException("a verified part is XML");
        }
    }

    private static Field field(Element element, Set<String> unsaid) {
        List<Field> fields = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                fields.add(field(child, Set.of()));
            }
        }
        String value = fields.isEmpty() ? element.getTextContent() : "";
        return new Field(element.getLocalName(), mark(element.getAttributes(), unsaid), value, fields);
    }

    private static String mark(NamedNodeMap attributes, Set<String> unsaid) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < attributes.getLength(); i++) {
            Node attribute = attributes.item(i);
            boolean namespace = XMLConstants.XMLNS_ATTRIBUTE_NS_URI.equals(attribute.getNamespaceURI());
            if (!namespace && !unsaid.contains(attribute.getLocalName())) {
                values.add(attribute.getNodeValue());
            }
        }
        return String.join(", ", values);
    }
}
