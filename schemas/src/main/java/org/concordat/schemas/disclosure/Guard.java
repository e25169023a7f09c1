package org.concordat.schemas.disclosure;

import javax.xml.XMLConstants;
import org.xml.sax.Attributes;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.ext.DefaultHandler2;
import org.xml.sax.ext.Locator2;

/**
 * The limits of a reading, and the constructs of XML that none may have: each could make one reader see what another does
 * not, or grow without bound. Refuses where it meets them.
 */
abstract class Guard extends DefaultHandler2 {
    private static final String ENVELOPE = "urn:concordat:disclosure:1";

    private final ElementPath path;
    private Locator locator = new org.xml.sax.helpers.LocatorImpl();
    private int level;
    private int parts;

    Guard(ElementPath path) {
        this.path = path;
    }

    /** How deep the reading is: 1 in the root element. */
    final int level() {
        return level;
    }

    @Override
    public void setDocumentLocator(Locator locator) {
        this.locator = locator;
    }

    @Override
    public void startElement(String uri, String localName, String qualifiedName, Attributes attributes)
            throws SAXException {
        if (level == 0) {
            checkDeclaration();
        }
        path.enter(localName);
        if (++level > Limits.LEVELS) {
            throw refused("limit.levels", "elements are nested deeper than " + Limits.LEVELS + " levels");
        }
        if (level == 2 && uri.equals(ENVELOPE) && ElementPath.isPart(localName) && ++parts > Limits.PARTS) {
            throw refused("limit.parts", "there are more than " + Limits.PARTS + " parts");
        }
        if (attributes.getLength() > Limits.ATTRIBUTES) {
            throw refused("limit.attributes", "an element has more than " + Limits.ATTRIBUTES + " attributes");
        }
        for (int i = 0; i < attributes.getLength(); i++) {
            if (attributes.getURI(i).equals(XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI)) {
                throw refused(
                        "xml.xsi", "an attribute of XML Schema's instance namespace could change what is validated");
            }
            if (attributes.getValue(i).length() > Limits.ATTRIBUTE_LENGTH) {
                throw refused(
                        "limit.attribute-length",
                        "an attribute is longer than " + Limits.ATTRIBUTE_LENGTH + " characters");
            }
        }
    }

    @Override
    public void endElement(String uri, String localName, String qualifiedName) throws SAXException {
        path.leave();
        level--;
    }

    private void checkDeclaration() throws SAXException {
        if (locator instanceof Locator2 declared) {
            String encoding = declared.getEncoding();
            if ((encoding != null && !encoding.equalsIgnoreCase("UTF-8")) || "1.1".equals(declared.getXMLVersion())) {
                throw refused("xml.declaration", "a disclosure is XML 1.0 in UTF-8");
            }
        }
    }

    @Override
    public void startDTD(String name, String publicId, String systemId) throws SAXException {
        throw refused("xml.dtd", "a document type declaration can change what is read");
    }

    @Override
    public void comment(char[] characters, int start, int length) throws SAXException {
        throw refused("xml.comment", "a comment can split a value, so that readers disagree on it");
    }

    @Override
    public void processingInstruction(String target, String data) throws SAXException {
        throw refused("xml.processing-instruction", "a processing instruction can change what is read");
    }

    @Override
    public void startCDATA() throws SAXException {
        throw refused("xml.cdata", "a CDATA section is read differently by different readers");
    }

    @Override
    public void skippedEntity(String name) throws SAXException {
        throw refused("xml.entity", "an entity that nothing declares");
    }

    @Override
    public void ignorableWhitespace(char[] characters, int start, int length) throws SAXException {
        characters(characters, start, length);
    }

    @Override
    public void error(SAXParseException error) throws SAXException {
        fatalError(error);
    }

    @Override
    public void fatalError(SAXParseException error) throws SAXException {
        throw refused(
                "xml.not-well-formed",
                "this is not well-formed XML: line " + error.getLineNumber() + ", column " + error.getColumnNumber());
    }

    private Refused refused(String code, String message) {
        return new Refused(Finding.error(code, path.toString(), message));
    }

    /** Stops the reading of a document at a construct that none may have. */
    static final class Refused extends SAXException {
        private static final long serialVersionUID = 1L;

        private final transient Finding finding;

        private Refused(Finding finding) {
            super(finding.code());
            this.finding = finding;
        }

        Finding finding() {
            return finding;
        }
    }
}
