package org.concordat.schemas.canonical;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.concordat.schemas.xml.XmlReaders;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;
import org.xml.sax.helpers.DefaultHandler;

/** The canonical form of a whole document of our own making. */
public final class CanonicalDocument {
    private CanonicalDocument() {}

    public static byte[] of(byte[] document) {
        Canonical canonical = new Canonical();
        XMLReader reader = XmlReaders.sax();
        reader.setContentHandler(new DefaultHandler() {
            @Override
            public void startElement(String uri, String localName, String qualifiedName, Attributes attributes) {
                canonical.open(uri, qualifiedName, attributes);
            }

            @Override
            public void characters(char[] characters, int start, int length) throws SAXException {
                canonical.text(characters, start, length);
            }

            @Override
            public void endElement(String uri, String localName, String qualifiedName) {
                canonical.close(qualifiedName);
            }
        });
        try {
            reader.parse(new InputSource(new ByteArrayInputStream(document)));
        } catch (SAXException | IOException e) {
            // the cause quotes what it read
            throw new IllegalArgumentException("this is not well-formed XML");
        }
        return canonical.toByteArray();
    }
}
