package org.concordat.gateway.soap;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLStreamException;
import org.apache.cxf.staxutils.StaxUtils;
import org.apache.xml.security.parser.XMLParser;
import org.apache.xml.security.parser.XMLParserException;
import org.apache.xml.security.utils.XMLUtils;
import org.concordat.schemas.xml.XmlReaders;
import org.w3c.dom.Document;

/**
 * Reads what was decrypted in an envelope under the limits of {@link EnvelopeReader}: what was hidden could not be counted
 * before. The library of signatures and encryption makes one by its name; safe to share.
 */
public final class DecryptedContent implements XMLParser {
    /** What asks the most elements of all requests is Explain: 64 recipients and 512 sections. */
    private static final int MOST_ELEMENTS = 5000;

    /**
     * Has the library use it.
     *
     * @throws IllegalStateException when it does not: it has one reader for all, chosen at its first use
     */
    static void install() {
        System.setProperty("org.apache.xml.security.XMLParser", DecryptedContent.class.getName());
        byte[] tooMany = ("<a>" + "<b/>".repeat(MOST_ELEMENTS) + "</a>").getBytes(StandardCharsets.US_ASCII);
        try {
            XMLUtils.read(new ByteArrayInputStream(tooMany), true);
        } catch (XMLParserException refused) {
            return;
        }
        throw new IllegalStateException("what is decrypted would be read without limits");
    }

    @Override
    public Document parse(InputStream content, boolean disallowDocumentTypes) throws XMLParserException {
        try {
            return StaxUtils.read(new EnvelopeReader(XmlReaders.stax().createXMLStreamReader(content), MOST_ELEMENTS));
        } catch (XMLStreamException e) {
            throw new XMLParserException(e, "empty", new Object[] {"not of the contract's form"});
        }
    }
}
