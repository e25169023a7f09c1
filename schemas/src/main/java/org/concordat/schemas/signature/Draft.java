package org.concordat.schemas.signature;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.concordat.schemas.disclosure.DisclosureRejected;
import org.concordat.schemas.disclosure.Finding;
import org.concordat.schemas.xml.XmlReaders;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** A draft while it is made ready: a tree without comments and without white space between elements. */
final class Draft {
    static final String ENVELOPE = "urn:concordat:disclosure:1";

    private final Document document;
    private final Element header;
    private final List<Element> parts;

    private Draft(Document document, Element header, List<Element> parts) {
        this.document = document;
        this.header = header;
        this.parts = parts;
    }

    static Draft read(byte[] bytes) throws DisclosureRejected {
        Document document;
        try {
            document = XmlReaders.dom().parse(new ByteArrayInputStream(bytes));
        } catch (SAXException | IOException e) {
            String place = e instanceof SAXParseException at
                    ? "line " + at.getLineNumber() + ", column " + at.getColumnNumber()
                    : "/";
            // the cause quotes the draft
            throw new DisclosureRejected(
                    "xml.not-well-formed", place, "this is not well-formed XML without a document type declaration");
        }
        Element root = document.getDocumentElement();
        strip(root);
        List<Element> children = children(root);
        if (!is(root, "Disclosure") || children.isEmpty() || !is(children.get(0), "Header")) {
            throw new DisclosureRejected(
                    "schema.root", "/", "this is no Disclosure of " + ENVELOPE + " that begins with a Header");
        }
        List<Element> parts = children.subList(1, children.size());
        if (children(children.get(0)).stream().anyMatch(child -> is(child, "Digests"))
                || parts.stream().anyMatch(part -> !ENVELOPE.equals(part.getNamespaceURI()))) {
            throw new DisclosureRejected("draft.signed", "/Disclosure", "this is signed already, or no draft");
        }
        return new Draft(document, children.get(0), parts);
    }

    Element header() {
        return header;
    }

    /** Everything after the Header, in the author's order. */
    List<Element> parts() {
        return parts;
    }

    /** The element of that name in the Header, if there is one. */
    List<Element> inHeader(String name) {
        return children(header).stream().filter(child -> is(child, name)).toList();
    }

    /** A new element of the envelope, with the prefix that the author gave the Header. */
    Element create(String name) {
        String prefix = header.getPrefix();
        return document.createElementNS(ENVELOPE, prefix == null ? name : prefix + ":" + name);
    }

    /**
     * Gives every part the id that the function makes for it, and rewrites what refers to it.
     *
     * @throws DisclosureRejected for ids that are missing or twice, and references to no part
     */
    void rename(java.util.function.Supplier<String> ids) throws DisclosureRejected {
        Map<String, String> names = new HashMap<>();
        List<Finding> findings = new ArrayList<>();
        for (Element part : parts) {
            String name = part.getAttribute("id");
            String id = ids.get();
            if (name.isEmpty() && is(part, "Recipient")) {
                // nothing refers to a recipient
                part.setAttribute("id", id);
            } else if (name.isEmpty() || names.put(name, id) != null) {
                findings.add(
                        Finding.error("draft.id", locationOf(part), "every subject and section has an id of its own"));
            } else {
                part.setAttribute("id", id);
            }
        }
        for (Element part : parts) {
            for (String reference : List.of("about", "sanitisedOf")) {
                if (part.hasAttribute(reference)) {
                    String id = names.get(part.getAttribute(reference));
                    if (id == null) {
                        findings.add(Finding.error(
                                "draft.reference",
                                locationOf(part) + "/@" + reference,
                                "it refers to no part of this draft"));
                    } else {
                        part.setAttribute(reference, id);
                    }
                }
            }
        }
        if (!findings.isEmpty()) {
            throw new DisclosureRejected(findings);
        }
    }

    private String locationOf(Element part) {
        int number = 0;
        for (Element other : parts) {
            if (other.getLocalName().equals(part.getLocalName())) {
                number++;
            }
            if (other == part) {
                break;
            }
        }
        String name = is(part, "Subject") || is(part, "Recipient") || is(part, "Section") ? part.getLocalName() : "*";
        return "/Disclosure/" + name + "[" + number + "]";
    }

    /** White space between elements is layout; a text that an author wrote stands alone in its element. */
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

    private static boolean is(Element element, String name) {
        return name.equals(element.getLocalName()) && ENVELOPE.equals(element.getNamespaceURI());
    }

    private static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }
}
