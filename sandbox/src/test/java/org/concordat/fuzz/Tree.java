package org.concordat.fuzz;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilder;
import org.concordat.schemas.xml.XmlReaders;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** A disclosure as a tree that anything can be done to. */
final class Tree {
    static final String ENVELOPE = "urn:concordat:disclosure:1";
    static final String SECTION = "urn:concordat:section:1";

    /** Making one costs more than reading with it. */
    private static final ThreadLocal<DocumentBuilder> BUILDER = ThreadLocal.withInitial(XmlReaders::dom);

    private Tree() {}

    /** Without the white space between elements. */
    static Document read(String text) {
        try {
            Document document = BUILDER.get().parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
            strip(document.getDocumentElement());
            return document;
        } catch (SAXException | IOException e) {
            throw new IllegalArgumentException("a base of the inputs is not XML", e);
        }
    }

    private static void strip(Element element) {
        boolean hasElements = !children(element).isEmpty();
        for (Node child = element.getFirstChild(); child != null; ) {
            Node next = child.getNextSibling();
            if (child instanceof Element inner) {
                strip(inner);
            } else if (child.getNodeType() != Node.TEXT_NODE
                    || (hasElements && child.getNodeValue().isBlank())) {
                element.removeChild(child);
            }
            child = next;
        }
    }

    static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }

    static List<Element> children(Element parent, String name) {
        return children(parent).stream()
                .filter(child -> name.equals(child.getLocalName()))
                .toList();
    }

    /** The element and all within, in the order of the document. */
    static List<Element> all(Element top) {
        List<Element> all = new ArrayList<>();
        all.add(top);
        children(top).forEach(child -> all.addAll(all(child)));
        return all;
    }

    /** One of the elements below the top. */
    static Element any(Element top, Dice dice) {
        List<Element> all = all(top);
        return all.get(all.size() == 1 ? 0 : 1 + dice.below(all.size() - 1));
    }

    /** Anything at all: an element or an attribute gone, twice, elsewhere, renamed, or with something else in it. */
    static void change(Element top, Dice dice) {
        Element element = any(top, dice);
        if (element == top) {
            top.setTextContent(dice.of(Words.TEXTS)); // nothing is left below it
            return;
        }
        Element parent = element.getParentNode() instanceof Element above ? above : top;
        switch (dice.below(9)) {
            case 0 -> parent.removeChild(element);
            case 1 -> parent.insertBefore(element.cloneNode(true), element);
            case 2 -> swap(element, parent, dice);
            case 3 ->
                element.getOwnerDocument()
                        .renameNode(
                                element,
                                element.getNamespaceURI(),
                                named(element, any(top, dice).getLocalName()));
            case 4 ->
                element.getOwnerDocument()
                        .renameNode(
                                element,
                                dice.of(ENVELOPE, SECTION, "urn:mallory", "http://www.w3.org/2000/09/xmldsig#"),
                                element.getNodeName());
            case 5 -> element.setTextContent(dice.of(Words.TEXTS));
            case 6, 7 -> changeAttribute(element, top, dice);
            default -> element.appendChild(any(top, dice).cloneNode(dice.oneIn(2)));
        }
    }

    private static void swap(Element element, Element parent, Dice dice) {
        List<Element> siblings = children(parent);
        Element other = dice.of(siblings);
        if (other != element) {
            parent.insertBefore(element, other);
        }
    }

    private static void changeAttribute(Element element, Element top, Dice dice) {
        if (element.getAttributes().getLength() == 0 || dice.oneIn(5)) {
            element.setAttribute(
                    dice.of("id", "salt", "about", "sanitisedOf", "kind", "version", "mallory", "category", "nature"),
                    dice.of(Words.TEXTS));
            return;
        }
        Node attribute =
                element.getAttributes().item(dice.below(element.getAttributes().getLength()));
        Element other = any(top, dice);
        if (dice.oneIn(3)) {
            element.removeAttribute(attribute.getNodeName());
        } else if (dice.oneIn(2) || other.getAttributes().getLength() == 0) {
            attribute.setNodeValue(dice.of(Words.TEXTS));
        } else {
            attribute.setNodeValue(other.getAttributes()
                    .item(dice.below(other.getAttributes().getLength()))
                    .getNodeValue());
        }
    }

    private static String named(Element element, String localName) {
        String prefix = element.getPrefix();
        return prefix == null ? localName : prefix + ":" + localName;
    }
}
