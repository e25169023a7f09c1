package org.concordat.schemas.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.concordat.schemas.Actors;
import org.concordat.schemas.xml.XmlReaders;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * One context serves all threads. The Java platform's validator, as it is, counts occurrences in the compiled schema
 * itself, where all threads share them, for a bounded element that stands in one type with a group that may be missing
 * or repeated: a good document was refused when another was read at that moment.
 */
class SharedContextTest {
    private static final String XS = "http://www.w3.org/2001/XMLSchema";
    private static final Set<String> GROUPS = Set.of("sequence", "choice", "all", "group");
    private static final Set<String> UNCOUNTED = Set.of("0", "1", "unbounded");
    private static final int ROUNDS = 150;
    private static final int AT_ONCE = 6;

    @Test
    void a_good_document_is_good_whoever_else_is_read_at_that_moment() throws Exception {
        byte[] good = Actors.signed("check-request.xml", Actors.PROBATION);
        DisclosureContext context = DisclosureContext.standard();
        CyclicBarrier together = new CyclicBarrier(AT_ONCE);
        ExecutorService readers = Executors.newFixedThreadPool(AT_ONCE);
        try {
            for (int round = 0; round < ROUNDS; round++) {
                List<Future<Disclosure>> read = new ArrayList<>();
                for (int each = 0; each < AT_ONCE; each++) {
                    read.add(readers.submit(() -> {
                        together.await(10, TimeUnit.SECONDS);
                        return context.parser().parse(good);
                    }));
                }
                for (Future<Disclosure> one : read) {
                    assertThat(one.get().header()).isNotNull();
                }
            }
        } finally {
            readers.shutdownNow();
        }
    }

    @Test
    void no_type_bounds_an_element_beside_a_group_that_may_be_missing_or_repeated() throws Exception {
        Set<String> read = new TreeSet<>();
        Set<String> counted = new TreeSet<>();
        for (String file : schemas()) {
            NodeList types;
            try (InputStream in = SharedContextTest.class.getResourceAsStream("/org/concordat/schemas/xsd/" + file)) {
                types = XmlReaders.dom().parse(in).getElementsByTagNameNS(XS, "complexType");
            }
            for (int i = 0; i < types.getLength(); i++) {
                read.add(file);
                List<Element> groups = new ArrayList<>();
                List<Element> elements = new ArrayList<>();
                collect(types.item(i), groups, elements);
                if (groups.stream().anyMatch(SharedContextTest::mayBeMissingOrRepeated)) {
                    elements.stream()
                            .filter(element -> !UNCOUNTED.contains(occurs(element, "maxOccurs"))
                                    || !UNCOUNTED.contains(occurs(element, "minOccurs")))
                            .forEach(element -> counted.add(
                                    file + ": " + element.getAttribute("name") + element.getAttribute("ref")));
                }
            }
        }
        assertThat(read).contains("disclosure.xsd", "sections-person.xsd");
        assertThat(counted).as("bounded: let the reader count, or a rule").isEmpty();
    }

    private static List<String> schemas() {
        Catalogue catalogue = Catalogue.standard();
        return Stream.of(
                        catalogue.sections(),
                        catalogue.kindSchemas(),
                        List.of(catalogue.envelope(), "terms.xsd", "signature.xsd", "section-types.xsd"))
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    /** What one type is made of, without what the types of its elements are made of. */
    private static void collect(Node of, List<Element> groups, List<Element> elements) {
        for (Node child = of.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                if (element.getLocalName().equals("element")
                        || element.getLocalName().equals("any")) {
                    elements.add(element);
                } else if (!element.getLocalName().equals("complexType")) {
                    if (GROUPS.contains(element.getLocalName())) {
                        groups.add(element);
                    }
                    collect(element, groups, elements);
                }
            }
        }
    }

    private static boolean mayBeMissingOrRepeated(Element group) {
        return !occurs(group, "minOccurs").equals("1")
                || !occurs(group, "maxOccurs").equals("1");
    }

    private static String occurs(Element element, String bound) {
        return element.hasAttribute(bound) ? element.getAttribute(bound) : "1";
    }
}
