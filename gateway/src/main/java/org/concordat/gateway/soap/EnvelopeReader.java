package org.concordat.gateway.soap;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.util.StreamReaderDelegate;
import org.concordat.gateway.problem.Refused;

/**
 * An envelope as it is first read, before anything is made of it: no document type, no instructions, no depth; answers go
 * back on the connection and nowhere else; what is attached is encrypted; and no algorithm is even tried that the policy does
 * not name. What is found out only after decryption is checked again by the policy. For one thread.
 */
final class EnvelopeReader extends StreamReaderDelegate {
    private static final int DEEPEST = 32;
    /** Of an envelope whose body's content is encrypted. */
    static final int MOST_ELEMENTS = 1000;

    private static final int MOST_ATTRIBUTES = 16;
    private static final String ANONYMOUS = "http://www.w3.org/2005/08/addressing/anonymous";
    private static final String CONTENT_ID = "cid:";
    private static final Set<String> ALGORITHMS = Set.of(
            "http://www.w3.org/2001/10/xml-exc-c14n#",
            "http://www.w3.org/2001/04/xmlenc#sha256",
            "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
            "http://www.w3.org/2009/xmlenc11#aes256-gcm",
            "http://www.w3.org/2009/xmlenc11#rsa-oaep",
            "http://www.w3.org/2009/xmlenc11#mgf1sha256");

    /** What protects itself: encrypted content, and the certificate that the signature proves. */
    private static final Set<String> MAY_BE_ATTACHED = Set.of("CipherValue", "BinarySecurityToken");

    private final Deque<String> open = new ArrayDeque<>();
    private final Set<String> attached = new HashSet<>();
    private final int mostElements;
    private int elements;

    EnvelopeReader(XMLStreamReader reader, int mostElements) {
        super(reader);
        this.mostElements = mostElements;
    }

    /** The ids of the attachments that belong to the envelope's protection. */
    Set<String> attached() {
        return attached;
    }

    @Override
    public int next() throws XMLStreamException {
        int event = super.next();
        switch (event) {
            case START_ELEMENT -> begin();
            case END_ELEMENT -> open.pop();
            case CHARACTERS, CDATA -> say();
            case DTD, ENTITY_REFERENCE, PROCESSING_INSTRUCTION, ENTITY_DECLARATION, NOTATION_DECLARATION ->
                throw malformed();
            default -> {}
        }
        return event;
    }

    /** The reader's own would not pass by here. */
    @Override
    public int nextTag() throws XMLStreamException {
        int event = next();
        while (event == SPACE || event == COMMENT || (event == CHARACTERS && isWhiteSpace())) {
            event = next();
        }
        if (event != START_ELEMENT && event != END_ELEMENT) {
            throw malformed();
        }
        return event;
    }

    @Override
    public String getElementText() throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        for (int event = next(); event != END_ELEMENT; event = next()) {
            if (event == CHARACTERS || event == CDATA || event == SPACE) {
                text.append(getText());
            } else if (event != COMMENT) {
                throw malformed();
            }
        }
        return text.toString();
    }

    private void begin() throws XMLStreamException {
        String parent = open.isEmpty() ? "" : open.peek();
        open.push(getLocalName());
        if (open.size() > DEEPEST || ++elements > mostElements || getAttributeCount() > MOST_ATTRIBUTES) {
            throw malformed();
        }
        for (int i = 0; i < getAttributeCount(); i++) {
            if (getAttributeLocalName(i).equals("Algorithm") && !ALGORITHMS.contains(getAttributeValue(i))) {
                throw refused("identity.envelope-algorithm");
            }
        }
        if (getLocalName().equals("EncryptedHeader")
                || (getLocalName().equals("EncryptedData") && !parent.equals("Body"))) {
            throw refused("identity.envelope-refused"); // what is hidden elsewhere could not be looked at here
        }
        if (getLocalName().equals("Include")) {
            String reference = getAttributeValue(null, "href");
            if (!MAY_BE_ATTACHED.contains(parent) || reference == null || !reference.startsWith(CONTENT_ID)) {
                throw notEncrypted();
            }
            attached.add(URLDecoder.decode(reference.substring(CONTENT_ID.length()), StandardCharsets.UTF_8));
        }
    }

    /** Where answers go is nobody's to choose. */
    private void say() throws XMLStreamException {
        if ("Address".equals(open.peek())
                && !open.contains("Body")
                && !isWhiteSpace()
                && !ANONYMOUS.equals(getText().strip())) {
            throw refused("request.addressing");
        }
    }

    static XMLStreamException notEncrypted() {
        return refused("identity.envelope-attachment");
    }

    private static XMLStreamException malformed() {
        return new XMLStreamException(Refused.malformed(""));
    }

    private static XMLStreamException refused(String code) {
        return new XMLStreamException(Refused.of(code));
    }
}
