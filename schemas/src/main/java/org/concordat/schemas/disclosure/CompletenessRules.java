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

    /**
     * Compiled for one thread at a time.
     *
     * @param any whether any of some rules is broken: to ask them at once is cheap, because each asking models the tree anew
     * @param broken for each rule, where it is broken
     */
    private record Lane(DocumentBuilder trees, List<XPathExpression> any, List<XPathExpression> broken) {}

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
        try {
            if (isBroken(lane.any(), root)) {
                for (int i = 0; i < rules.size(); i++) {
                    NodeList nodes = (NodeList) lane.broken().get(i).evaluate(root, XPathConstants.NODESET);
                    findings.addAll(findings(rules.get(i), nodes));
                }
            }
        } catch (XPathExpressionException e) {
            throw new IllegalStateException("the completeness rules cannot be evaluated");
        }
        lanes.add(lane);
        return findings;
    }

    private static boolean isBroken(List<XPathExpression> any, Element root) throws XPathExpressionException {
        for (XPathExpression some : any) {
            if ((Boolean) some.evaluate(root, XPathConstants.BOOLEAN)) {
                return true;
            }
        }
        return false;
    }

    private static List<Finding> findings(KindDefinition.Completeness rule, NodeList nodes) {
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            findings.add(new Finding(
                    rule.severity(), "completeness." + rule.id(), locationOf(nodes.item(i)), rule.sentence()));
        }
        return findings;
    }

    private Lane lane() {
        XPath xpath = xpath();
        List<String> wheres = new ArrayList<>();
        List<XPathExpression> broken = new ArrayList<>();
        for (KindDefinition.Completeness rule : rules) {
            String where = "(" + rule.forEach() + ")[not(" + rule.assertion() + ")]";
            try {
                // each by itself too: a rule that closed our brackets would pass together with them
                xpath.compile(rule.forEach());
                xpath.compile(rule.assertion());
                broken.add(xpath.compile(where));
            } catch (XPathExpressionException e) {
                throw new IllegalStateException("the completeness rule " + rule.id() + " is no XPath", e);
            }
            wheres.add(where);
        }
        return new Lane(XmlReaders.dom(), together(wheres, broken, xpath), broken);
    }

    /** As many in one expression as the JDK lets one have: ten groups, a hundred operators ({@code jdk.xml.xpathExprGrpLimit}). */
    private static List<XPathExpression> together(List<String> wheres, List<XPathExpression> broken, XPath xpath) {
        List<XPathExpression> together = new ArrayList<>();
        String some = "";
        for (String where : wheres) {
            String more = some.isEmpty() ? where : some + " | " + where;
            try {
                XPathExpression compiled = xpath.compile("boolean(" + more + ")");
                if (!some.isEmpty()) {
                    together.remove(together.size() - 1);
                }
                together.add(compiled);
                some = more;
            } catch (XPathExpressionException tooMuch) {
                together.add(broken.get(wheres.indexOf(where)));
                some = where;
            }
        }
        return together;
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
