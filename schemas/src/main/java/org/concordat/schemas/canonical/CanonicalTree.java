package org.concordat.schemas.canonical;

import javax.xml.XMLConstants;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.AttributesImpl;

/** The canonical form of a tree in memory, for those who make documents. */
public final class CanonicalTree {
    private CanonicalTree() {}

    /** The element's exclusive canonical form in UTF-8. */
    public static byte[] of(Element element) {
        Canonical canonical = new Canonical();
        try {
            write(element, canonical);
        } catch (SAXException e) {
            throw new IllegalArgumentException("the tree holds half a character");
        }
        return canonical.toByteArray();
    }

    private static void write(Element element, Canonical canonical) throws SAXException {
        String uri = element.getNamespaceURI();
        canonical.startElement(
                uri == null ? "" : uri, element.getLocalName(), element.getTagName(), attributes(element));
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                write(inner, canonical);
            } else if (child.getNodeType() == Node.TEXT_NODE || child.getNodeType() == Node.CDATA_SECTION_NODE) {
                char[] text = child.getNodeValue().toCharArray();
                canonical.characters(text, 0, text.length);
            }
        }
        canonical.endElement(uri == null ? "" : uri, element.getLocalName(), element.getTagName());
    }

    private static AttributesImpl attributes(Element element) {
        AttributesImpl attributes = new AttributesImpl();
        NamedNodeMap all = element.getAttributes();
        for (int i = 0; i < all.getLength(); i++) {
            Attr attribute = (Attr) all.item(i);
            String uri = attribute.getNamespaceURI() == null ? "" : attribute.getNamespaceURI();
            if (!uri.equals(XMLConstants.XMLNS_ATTRIBUTE_NS_URI)) {
                String local = attribute.getLocalName() == null ? attribute.getName() : attribute.getLocalName();
                attributes.addAttribute(uri, local, attribute.getName(), "CDATA", attribute.getValue());
            }
        }
        return attributes;
    }
}
