package org.concordat.protection.mapping;

import java.io.ByteArrayInputStream;
import java.util.Set;
import javax.xml.transform.sax.SAXSource;
import net.sf.saxon.Configuration;
import net.sf.saxon.functions.registry.BuiltInFunctionSet;
import net.sf.saxon.lib.EnvironmentVariableResolver;
import net.sf.saxon.lib.Feature;
import net.sf.saxon.lib.Logger;
import net.sf.saxon.s9api.Processor;
import net.sf.saxon.s9api.SaxonApiException;
import net.sf.saxon.s9api.XdmNode;
import net.sf.saxon.trans.XPathException;
import org.concordat.schemas.xml.XmlReaders;
import org.jspecify.annotations.Nullable;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;
import org.xml.sax.ext.DefaultHandler2;

/** XSLT and XPath that see what they are given and nothing else. Safe to share. */
final class Saxon {
    private final Processor processor = new Processor(new WithoutTransform());

    Saxon() {
        processor.getUnderlyingConfiguration().setLogger(new Silent());
        processor.setConfigurationProperty(Feature.ALLOW_EXTERNAL_FUNCTIONS, false);
        processor.setConfigurationProperty(Feature.DISABLE_XSL_EVALUATE, true);
        processor.setConfigurationProperty(Feature.ALLOWED_PROTOCOLS, "");
        processor.setConfigurationProperty(Feature.ENVIRONMENT_VARIABLE_RESOLVER, new NoEnvironment());
        processor.getUnderlyingConfiguration().setResourceResolver(request -> {
            throw new XPathException("a mapping sees its record alone");
        });
        processor.getUnderlyingConfiguration().setCollectionFinder((context, uri) -> {
            throw new XPathException("a mapping sees its record alone");
        });
    }

    /** {@code fn:transform} runs a stylesheet under settings that its caller gives, and so outside of ours. */
    private static final class WithoutTransform extends Configuration {
        @Override
        public BuiltInFunctionSet getXPathFunctionSet(int version) {
            return new Without(super.getXPathFunctionSet(version));
        }

        @Override
        public BuiltInFunctionSet getXSLTFunctionSet(int version) {
            return new Without(super.getXSLTFunctionSet(version));
        }
    }

    /** The functions of another set, but for that one. */
    private static final class Without extends BuiltInFunctionSet {
        Without(BuiltInFunctionSet all) {
            importFunctionSet(all);
        }

        @Override
        public @Nullable Entry getFunctionDetails(String name, int arity) {
            return name.equals("transform") ? null : super.getFunctionDetails(name, arity);
        }
    }

    /** What a mapping would say of a record is said to nobody. */
    private static final class Silent extends Logger {
        @Override
        public void println(String message, int severity) {
            // it may quote the record
        }
    }

    Processor processor() {
        return processor;
    }

    /** The record as a tree. */
    XdmNode tree(byte[] record) throws MappingFailed {
        try {
            return processor.newDocumentBuilder().build(source(record));
        } catch (SaxonApiException e) {
            // the cause quotes the record
            throw new MappingFailed(1, "what it is given is no well-formed XML without a document type");
        }
    }

    /** XML of which the reader takes no document type. */
    static SAXSource source(byte[] xml) {
        XMLReader reader = XmlReaders.sax();
        try {
            reader.setProperty("http://xml.org/sax/properties/lexical-handler", new NoDocumentType());
            reader.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        } catch (SAXException e) {
            throw new IllegalStateException("the JDK's own SAX parser cannot be hardened", e);
        }
        return new SAXSource(reader, new InputSource(new ByteArrayInputStream(xml)));
    }

    private static final class NoDocumentType extends DefaultHandler2 {
        @Override
        public void startDTD(String name, String publicId, String systemId) throws SAXException {
            throw new SAXException("no document type is taken");
        }
    }

    private static final class NoEnvironment implements EnvironmentVariableResolver {
        @Override
        public Set<String> getAvailableEnvironmentVariables() {
            return Set.of();
        }

        @Override
        public @Nullable String getEnvironmentVariable(String name) {
            return null;
        }
    }
}
