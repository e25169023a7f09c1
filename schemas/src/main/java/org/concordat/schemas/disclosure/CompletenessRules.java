package org.concordat.schemas.disclosure;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.xml.XMLConstants;
import javax.xml.namespace.NamespaceContext;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpression;
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
    /** What is costly to make and not safe to share: as many as threads have asked at once. */
    private final Queue<Lane> lanes = new ConcurrentLinkedQueue<>();

    /** Compiled for one thread at a time. */
    private record Lane(DocumentBuilder trees, List<XPathExpression> asked, List<XPathExpression> assertions) {}

    /** @throws IllegalStateException when a rule is no XPath 1.0 */
    CompletenessRules(List<KindDefinition.Completeness> rules) {
        this.rules = rules;
        lanes.add(lane());
    }

    List<Finding> findings(Disclosure disclosure) {
        List<Finding> findings = new ArrayList<>();
        Lane idle = lanes.poll();
        Lane lane = idle == null ? lane() : idle;
        Element root = tree(disclosure, lane.trees()).getDocumentElement();
        for (int i = 0; i < rules.size(); i++) {
            findings.addAll(findings(
                    rules.get(i), lane.asked().get(i), lane.assertions().get(i), root));
        }
        lanes.add(lane);
        return findings;
    }

    private static List<Finding> findings(
            KindDefinition.Completeness rule, XPathExpression asked, XPathExpression assertion, Element root) {
        List<Finding> findings = new ArrayList<>();
        try {
            NodeList nodes = (NodeList) asked.evaluate(root, XPathConstants.NODESET);
            for (int i = 0; i < nodes.getLength(); i++) {
                if (!(Boolean) assertion.evaluate(nodes.item(i), XPathConstants.BOOLEAN)) {
                    findings.add(new Finding(
                            rule.severity(), "completeness." + rule.id(), locationOf(nodes.item(i)), rule.sentence()));
                }
            }
        } catch (XPathExpressionException e) {
            throw new IllegalStateException("the completeness rule " + rule.id() + " cannot be evaluated");
        }
        return findings;
    }

    private Lane lane() {
        XPath xpath = xpath();
        List<XPathExpression> asked = new ArrayList<>();
        List<XPathExpression> assertions = new ArrayList<>();
        for (KindDefinition.Completeness rule : rules) {
            try {
                asked.add(xpath.compile(rule.forEach()));
                assertions.add(xpath.compile(rule.assertion()));
            } catch (XPathExpressionException e) {
                throw new IllegalStateException("the completeness rule " + rule.id() + " is no XPath", e);
            }
        }
        return new Lane(XmlReaders.dom(), asked, assertions);
    }

    private static XPath xpath() {
        XPath xpath = XPathFactory.newDefaultInstance().newXPath();
        xpath.setNamespaceContext(new Prefixes());
        return xpath;
    }

    /** The Header and the parts, without signatures. */
    private static Document tree(Disclosure disclosure, DocumentBuilder trees) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        joined.writeBytes("<Disclosure xmlns=\"urn:concordat:disclosure:1\">".getBytes(StandardCharsets.UTF_8));
        disclosure.signedForm().header().writeTo(joined);
        disclosure.parts().forEach(part -> part.canonical().writeTo(joined));
        joined.writeBytes("</Disclosure>".getBytes(StandardCharsets.UTF_8));
        try {
            return trees.parse(new ByteArrayInputStream(joined.toByteArray()));
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
        String step = "/" + name + (number > 1 || ElementPath.isPart(name) ? "[" + number + "]" : "");
        return parent instanceof Element ? locationOf(parent) + step : step;
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
