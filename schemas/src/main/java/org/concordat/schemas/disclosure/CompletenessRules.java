package org.concordat.schemas.disclosure;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.namespace.NamespaceContext;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.concordat.schemas.xml.XmlReaders;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The completeness rules of one kind, asked of the very bytes that were digested. Safe to share. */
final class CompletenessRules {
    private final List<KindDefinition.Completeness> rules;

    /** @throws IllegalStateException when a rule is no XPath 1.0 */
    CompletenessRules(List<KindDefinition.Completeness> rules) {
        this.rules = rules;
        XPath xpath = xpath();
        for (KindDefinition.Completeness rule : rules) {
            try {
                xpath.compile(rule.forEach());
                xpath.compile(rule.assertion());
            } catch (XPathExpressionException e) {
                throw new IllegalStateException("the completeness rule " + rule.id() + " is no XPath", e);
            }
        }
    }

    List<Finding> findings(Disclosure disclosure) {
        List<Finding> findings = new ArrayList<>();
        if (rules.isEmpty()) {
            return findings;
        }
        Element root = tree(disclosure).getDocumentElement();
        XPath xpath = xpath();
        for (KindDefinition.Completeness rule : rules) {
            try {
                NodeList asked = (NodeList) xpath.evaluate(rule.forEach(), root, XPathConstants.NODESET);
                for (int i = 0; i < asked.getLength(); i++) {
                    if (!(Boolean) xpath.evaluate(rule.assertion(), asked.item(i), XPathConstants.BOOLEAN)) {
                        findings.add(new Finding(
                                rule.severity(),
                                "completeness." + rule.id(),
                                locationOf(asked.item(i)),
                                rule.sentence()));
                    }
                }
            } catch (XPathExpressionException e) {
                throw new IllegalStateException("the completeness rule " + rule.id() + " cannot be evaluated");
            }
        }
        return findings;
    }

    private static XPath xpath() {
        XPath xpath = XPathFactory.newDefaultInstance().newXPath();
        xpath.setNamespaceContext(new Prefixes());
        return xpath;
    }

    /** The Header and the parts, without signatures. */
    private static Document tree(Disclosure disclosure) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        try {
            joined.write("<Disclosure xmlns=\"urn:concordat:disclosure:1\">".getBytes(StandardCharsets.UTF_8));
            disclosure.signedForm().header().writeTo(joined);
            for (Part part : disclosure.parts().toList()) {
                part.canonical().writeTo(joined);
            }
            joined.write("</Disclosure>".getBytes(StandardCharsets.UTF_8));
            return XmlReaders.dom().parse(new ByteArrayInputStream(joined.toByteArray()));
        } catch (SAXException | IOException e) {
            // the cause quotes what it read
            throw new IllegalStateException("what was parsed once cannot be parsed again");
        }
    }

    private static String locationOf(Node node) {
        Node parent = node.getParentNode();
        if (!(node instanceof Element element)) {
            return "/";
        }
        String name = element.getLocalName();
        int same = 0;
        int number = 0;
        if (parent != null) {
            for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
                if (name.equals(child.getLocalName())) {
                    same++;
                    number = child == node ? same : number;
                }
            }
        }
        String step = "/" + name + (number > 1 || isPart(name) ? "[" + number + "]" : "");
        return parent instanceof Element ? locationOf(parent) + step : step;
    }

    private static boolean isPart(String name) {
        return name.equals("Subject") || name.equals("Recipient") || name.equals("Section");
    }

    /** The prefixes that rules use: d for the envelope, s for the library of sections. */
    private static final class Prefixes implements NamespaceContext {
        @Override
        public String getNamespaceURI(String prefix) {
            return switch (prefix) {
                case "d" -> "urn:concordat:disclosure:1";
                case "s" -> "urn:concordat:section:1";
                default -> XMLConstants.NULL_NS_URI;
            };
        }

        @Override
        public String getPrefix(String namespace) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Iterator<String> getPrefixes(String namespace) {
            throw new UnsupportedOperationException();
        }
    }
}
