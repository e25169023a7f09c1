package org.concordat.schemas.disclosure;

import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBElement;
import jakarta.xml.bind.JAXBException;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.concordat.schemas.label.Labels;
import org.concordat.schemas.terminology.Kind;
import org.concordat.schemas.xml.XmlReaders;
import org.w3c.dom.Document;

/** The compiled schemas, labels and kinds. Costly: made once, immutable, shared between threads. */
public final class DisclosureContext {
    private final Labels labels;
    private final Map<Kind, KindDefinition> kinds;
    private final DisclosureParser parser;
    private final DisclosureValidator validator;

    private DisclosureContext(Schemas schemas, Map<Kind, KindDefinition> kinds) {
        this.labels = schemas.labels();
        this.kinds = Map.copyOf(kinds);
        this.parser = new DisclosureParser(schemas);
        this.validator = new DisclosureValidator(this.kinds);
    }

    /**
     * The schemas and kinds that Concordat ships.
     *
     * @throws IllegalStateException when a section type has no category, or a kind names what does not exist
     */
    public static DisclosureContext standard() {
        return of(Catalogue.standard());
    }

    /** The XSDs that Concordat ships, read anew: for whoever asks what else they say of a type. */
    public static List<Document> schemas() {
        return Schemas.documents(Catalogue.standard());
    }

    static DisclosureContext of(Catalogue catalogue) {
        Schemas schemas = Schemas.of(catalogue);
        Map<Kind, KindDefinition> kinds = catalogue.definitions();
        checkNames(kinds, schemas.labels());
        return new DisclosureContext(schemas, kinds);
    }

    private static void checkNames(Map<Kind, KindDefinition> kinds, Labels labels) {
        Set<String> unknown = new TreeSet<>();
        for (KindDefinition kind : kinds.values()) {
            kind.sections().keySet().stream()
                    .filter(type -> labels.category(type).isEmpty())
                    .forEach(unknown::add);
            kind.holding().filter(type -> !kind.sections().containsKey(type)).ifPresent(unknown::add);
            kind.answers().stream().filter(k -> !kinds.containsKey(k)).forEach(k -> unknown.add(k.value()));
            kind.answeredBy().stream().filter(k -> !kinds.containsKey(k)).forEach(k -> unknown.add(k.value()));
        }
        if (!unknown.isEmpty()) {
            throw new IllegalStateException("kinds name what does not exist: " + unknown);
        }
    }

    public DisclosureParser parser() {
        return parser;
    }

    public DisclosureValidator validator() {
        return validator;
    }

    /** The category of every section type. */
    public Labels labels() {
        return labels;
    }

    /** What a disclosure of that kind is made of; empty for a kind that nobody defined. */
    public Optional<KindDefinition> kind(Kind kind) {
        return Optional.ofNullable(kinds.get(kind));
    }

    public Set<Kind> kinds() {
        return kinds.keySet();
    }

    /**
     * The typed content of a section: an object of {@code org.concordat.schemas.model}. Types that share a form, as the
     * three sorts of address do, are told apart by {@link Section#type}.
     *
     * @throws ClassCastException when the section is of another type
     */
    public <T> T content(Section section, Class<T> type) {
        try {
            XMLStreamReader reader = XmlReaders.stax()
                    .createXMLStreamReader(
                            new ByteArrayInputStream(section.canonical().toByteArray()), "UTF-8");
            reader.nextTag();
            reader.nextTag();
            Object content = Model.CONTEXT.createUnmarshaller().unmarshal(reader);
            return type.cast(content instanceof JAXBElement<?> element ? element.getValue() : content);
        } catch (XMLStreamException | JAXBException e) {
            // the cause quotes the section
            throw new IllegalStateException("the content of " + section + " keeps to its schema and cannot be bound");
        }
    }

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
}
