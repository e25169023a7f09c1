package org.concordat.schemas.disclosure;

import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBElement;
import jakarta.xml.bind.JAXBException;
import java.io.ByteArrayInputStream;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.concordat.schemas.xml.XmlReaders;

/** Makes objects of the generated model from sections' canonical bytes, when somebody asks for them. Safe to share. */
final class Contents {
    /** Made when it is first needed: it costs more than all schemas. */
    private static final class Model {
        static final JAXBContext CONTEXT = context();

        private static JAXBContext context() {
            try {
                return JAXBContext.newInstance("org.concordat.schemas.model");
            } catch (JAXBException e) {
                throw new IllegalStateException("the generated model cannot be bound", e);
            }
        }
    }

    Object of(Section section) {
        try {
            XMLStreamReader reader = XmlReaders.stax()
                    .createXMLStreamReader(
                            new ByteArrayInputStream(section.canonical().toByteArray()), "UTF-8");
            try {
                reader.nextTag();
                reader.nextTag();
                Object content = Model.CONTEXT.createUnmarshaller().unmarshal(reader);
                return content instanceof JAXBElement<?> element ? element.getValue() : content;
            } finally {
                reader.close();
            }
        } catch (XMLStreamException | JAXBException e) {
            // the cause quotes the section
            throw new IllegalStateException("the content of " + section + " keeps to its schema and cannot be bound");
        }
    }
}
