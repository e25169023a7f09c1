package org.concordat.schemas.disclosure;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.transform.Source;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.ValidatorHandler;
import org.concordat.schemas.label.Labels;
import org.concordat.schemas.xml.XmlReaders;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.w3c.dom.ls.DOMImplementationLS;
import org.w3c.dom.ls.LSInput;
import org.xml.sax.SAXException;

/**
 * The XSDs as they are shipped: compiled, with the categories that they carry and every name that they declare. Safe to share; its validators are not.
 */
final class Schemas {
    private static final String XS = "http://www.w3.org/2001/XMLSchema";
    /** A scheme that nothing can fetch: what a schema includes is found beside it on the class path, or not at all. */
    private static final String SCHEME = "concordat";

    private static final List<String> SHARED = List.of("terms.xsd", "signature.xsd", "section-types.xsd");

    private final List<String> files;
    /** What was compiled to see that it does, for whoever validates first. */
    private final AtomicReference<@Nullable Schema> first;

    private final Labels labels;
    private final Set<String> names;

    private Schemas(List<String> files, Labels labels, Set<String> names) {
        this.files = List.copyOf(files);
        this.first = new AtomicReference<>(compile(files));
        this.labels = labels;
        this.names = Set.copyOf(names);
    }

    static Schemas of(Catalogue catalogue) {
        List<String> compiled = new ArrayList<>(List.of(catalogue.envelope()));
        compiled.addAll(catalogue.kindSchemas());
        List<Document> documents = documents(catalogue);
        return new Schemas(compiled, Labels.of(documents), namesIn(documents));
    }

    /** All of them, as the documents that they are. */
    static List<Document> documents(Catalogue catalogue) {
        return Stream.of(List.of(catalogue.envelope()), SHARED, catalogue.sections(), catalogue.kindSchemas())
                .flatMap(List::stream)
                .map(Schemas::document)
                .toList();
    }

    /**
     * A validator that shares its grammar with no other: the JDK counts bounded occurrences in the grammar itself
     * ({@code XSDFACM.fElemMapCounter}), so that two validators of one grammar refuse what is valid, and may take what is not.
     */
    ValidatorHandler newValidator() {
        Schema compiled = first.getAndSet(null);
        return (compiled == null ? compile(files) : compiled).newValidatorHandler();
    }

    Labels labels() {
        return labels;
    }

    /** Of elements and attributes. */
    Set<String> names() {
        return names;
    }

    private static Schema compile(List<String> files) {
        try {
            SchemaFactory factory = XmlReaders.schemas();
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, SCHEME);
            factory.setResourceResolver((type, namespace, publicId, systemId, base) -> input(systemId));
            return factory.newSchema(files.stream()
                    .map(file -> new StreamSource(stream(file), SCHEME + ":/" + file))
                    .toArray(Source[]::new));
        } catch (SAXException e) {
            throw new IllegalStateException("the shipped schemas do not compile", e);
        }
    }

    private static LSInput input(String systemId) {
        String file = systemId.substring(systemId.lastIndexOf('/') + 1);
        DOMImplementationLS dom =
                (DOMImplementationLS) XmlReaders.dom().getDOMImplementation().getFeature("LS", "3.0");
        LSInput input = dom.createLSInput();
        input.setByteStream(stream(file));
        input.setSystemId(SCHEME + ":/" + file);
        return input;
    }

    private static Document document(String file) {
        try (InputStream in = stream(file)) {
            return XmlReaders.dom().parse(in);
        } catch (SAXException | IOException e) {
            throw new IllegalStateException("the shipped schema " + file + " cannot be read", e);
        }
    }

    private static InputStream stream(String file) {
        InputStream in = Schemas.class.getResourceAsStream("/org/concordat/schemas/xsd/" + file);
        if (in == null) {
            throw new IllegalStateException("the schema " + file + " is named and not shipped");
        }
        return in;
    }

    private static Set<String> namesIn(List<Document> documents) {
        Set<String> names = new HashSet<>();
        for (Document document : documents) {
            for (String declaration : List.of("element", "attribute")) {
                NodeList declared = document.getElementsByTagNameNS(XS, declaration);
                for (int i = 0; i < declared.getLength(); i++) {
                    names.add(((Element) declared.item(i)).getAttribute("name"));
                }
            }
        }
        return names;
    }
}
