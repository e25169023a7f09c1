package org.concordat.schemas.disclosure;

import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.xml.XmlReaders;
import org.jspecify.annotations.Nullable;

/** What an unparsed document says of itself. Not trusted before check; enough to route a refusal and to quarantine. */
public record Peek(UUID id, AgencyId from, String classification) {
    private static final String ENVELOPE = "urn:concordat:disclosure:1";
    /** A Header has fewer events than that before its Classification. */
    private static final int EVENTS = 256;

    private static final String HEADER = "/Disclosure/Header";
    private static final int MARKING_LENGTH = 64;
    private static final byte[] MARK = "\ufeff".getBytes(StandardCharsets.UTF_8);

    /** Reads the first few elements of a document, up to its marking, and not one byte more than the reader buffers. */
    static Peek at(byte[] document) throws DisclosureRejected {
        try {
            XMLStreamReader reader = XmlReaders.stax().createXMLStreamReader(utf8(document));
            try {
                return peek(reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException | IllegalArgumentException unreadable) {
            // not passed on: what a parser says of a document quotes it
            throw unreadable();
        }
    }

    private static Peek peek(XMLStreamReader reader) throws XMLStreamException, DisclosureRejected {
        @Nullable UUID id = null;
        @Nullable AgencyId from = null;
        int level = 0;
        for (int i = 0; i < EVENTS && reader.hasNext(); i++) {
            int event = reader.next();
            if (event == XMLStreamConstants.DTD) {
                throw new DisclosureRejected("xml.dtd", "/", "a document type declaration can change what is read");
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                level--;
                if (level == 1) {
                    throw unreadable();
                }
            } else if (event == XMLStreamConstants.START_ELEMENT) {
                level++;
                String name = ENVELOPE.equals(reader.getNamespaceURI()) ? reader.getLocalName() : "";
                if ((level == 1 && !name.equals("Disclosure")) || (level == 2 && !name.equals("Header"))) {
                    throw unreadable();
                }
                if (level == 2) {
                    if (attribute(reader, "id").isEmpty()) {
                        throw new DisclosureRejected(
                                "peek.unsigned",
                                HEADER,
                                "this is a draft that was not signed: 'concordat sign' does that");
                    }
                    id = UUID.fromString(
                            new PartId(attribute(reader, "id")).value().substring(1));
                } else if (level == 3 && name.equals("From")) {
                    from = new AgencyId(attribute(reader, "agency"));
                } else if (level == 3 && name.equals("Classification") && id != null && from != null) {
                    return new Peek(id, from, marking(reader.getElementText()));
                }
            }
        }
        throw unreadable();
    }

    /** Decoded here, after a byte order mark: of bytes that are no UTF-8, the JDK's reader prints a line of its own. */
    private static Reader utf8(byte[] document) {
        int start = document.length >= 3 && Arrays.mismatch(document, 0, 3, MARK, 0, 3) < 0 ? 3 : 0;
        return new InputStreamReader(
                new ByteArrayInputStream(document, start, document.length - start),
                StandardCharsets.UTF_8.newDecoder());
    }

    private static String attribute(XMLStreamReader reader, String name) {
        String value = reader.getAttributeValue("", name);
        return value == null ? "" : value;
    }

    private static String marking(String text) {
        String marking = text.strip();
        return marking.length() > MARKING_LENGTH ? marking.substring(0, MARKING_LENGTH) : marking;
    }

    private static DisclosureRejected unreadable() {
        return new DisclosureRejected("peek.unreadable", HEADER, "no Header of a signed disclosure can be read");
    }
}
