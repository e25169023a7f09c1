package org.concordat.bench.peer;

import java.io.ByteArrayInputStream;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.transform.Source;
import javax.xml.transform.stream.StreamSource;
import org.apache.cxf.staxutils.StaxUtils;

/** What is sent and read: a document as a stream, read to its end as an application would. */
final class Content {
    private Content() {}

    static Source of(byte[] document) {
        return new StreamSource(new ByteArrayInputStream(document));
    }

    /** How many characters of text it holds. */
    static int read(Source source) throws XMLStreamException {
        XMLStreamReader reader = StaxUtils.createXMLStreamReader(source);
        int characters = 0;
        while (reader.hasNext()) {
            if (reader.next() == XMLStreamConstants.CHARACTERS) {
                characters += reader.getTextLength();
            }
        }
        return characters;
    }
}
