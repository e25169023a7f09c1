package org.concordat.schemas.xml;

import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.stream.XMLInputFactory;
import javax.xml.validation.SchemaFactory;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXNotRecognizedException;
import org.xml.sax.SAXNotSupportedException;
import org.xml.sax.SAXParseException;
import org.xml.sax.XMLReader;
import org.xml.sax.helpers.DefaultHandler;

/**
 * The JDK's own readers of XML, whatever is on the class path: secure processing on, no DTD of theirs or of others, nothing
 * fetched. Factories are shared; what they make is not.
 */
public final class XmlReaders {
    private static final String DISALLOW_DOCTYPE = "http://apache.org/xml/features/disallow-doctype-decl";
    private static final Map<String, Boolean> NOTHING_FROM_OUTSIDE = Map.of(
            XMLConstants.FEATURE_SECURE_PROCESSING,
            true,
            "http://xml.org/sax/features/external-general-entities",
            false,
            "http://xml.org/sax/features/external-parameter-entities",
            false,
            "http://apache.org/xml/features/nonvalidating/load-external-dtd",
            false);

    /** Throws what is wrong; the default one also prints it, with values in it. */
    private static final ErrorHandler SILENT = new DefaultHandler() {
        @Override
        public void error(SAXParseException error) throws SAXException {
            throw error;
        }
    };

    private static final SAXParserFactory SAX = saxFactory();
    private static final DocumentBuilderFactory DOM = domFactory();
    private static final XMLInputFactory STAX = staxFactory();

    private XmlReaders() {}

    /** A namespace-aware reader. It reports a DTD as an event: the handler must refuse it there, which stops the reading. */
    public static XMLReader sax() {
        try {
            XMLReader reader;
            synchronized (SAX) {
                reader = SAX.newSAXParser().getXMLReader();
            }
            reader.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            reader.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            return reader;
        } catch (ParserConfigurationException | SAXException e) {
            throw new IllegalStateException("the JDK's own SAX parser cannot be hardened", e);
        }
    }

    /** A namespace-aware builder that refuses any DTD and drops comments. */
    public static DocumentBuilder dom() {
        try {
            DocumentBuilder builder;
            synchronized (DOM) {
                builder = DOM.newDocumentBuilder();
            }
            builder.setErrorHandler(SILENT);
            return builder;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JDK's own DOM parser cannot be hardened", e);
        }
    }

    /** A shared factory of namespace-aware stream readers that know no DTD. */
    public static XMLInputFactory stax() {
        return STAX;
    }

    /** A factory of schemas that fetches nothing: what they import must be given to it. */
    public static SchemaFactory schemas() {
        try {
            SchemaFactory factory = SchemaFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            return factory;
        } catch (SAXNotRecognizedException | SAXNotSupportedException e) {
            throw new IllegalStateException("the JDK's own schema factory cannot be hardened", e);
        }
    }

    private static SAXParserFactory saxFactory() {
        try {
            SAXParserFactory factory = SAXParserFactory.newDefaultNSInstance();
            for (Map.Entry<String, Boolean> feature : NOTHING_FROM_OUTSIDE.entrySet()) {
                factory.setFeature(feature.getKey(), feature.getValue());
            }
            factory.setXIncludeAware(false);
            return factory;
        } catch (ParserConfigurationException | SAXException e) {
            throw new IllegalStateException("the JDK's own SAX parser cannot be hardened", e);
        }
    }

    private static DocumentBuilderFactory domFactory() {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            for (Map.Entry<String, Boolean> feature : NOTHING_FROM_OUTSIDE.entrySet()) {
                factory.setFeature(feature.getKey(), feature.getValue());
            }
            factory.setFeature(DISALLOW_DOCTYPE, true);
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            factory.setIgnoringComments(true);
            factory.setCoalescing(true);
            return factory;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JDK's own DOM parser cannot be hardened", e);
        }
    }

    private static XMLInputFactory staxFactory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        return factory;
    }
}
