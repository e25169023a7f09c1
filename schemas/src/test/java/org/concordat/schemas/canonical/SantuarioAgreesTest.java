package org.concordat.schemas.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.apache.xml.security.c14n.implementations.Canonicalizer20010315ExclOmitComments;
import org.concordat.schemas.primitive.Primitives;
import org.concordat.schemas.xml.XmlReaders;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Our canonical form against another implementation, on trees that nobody would write. */
class SantuarioAgreesTest {
    private static final long SEED = Long.getLong("concordat.seed", 20260302L);
    private static final int DOCUMENTS = 2000;
    private static final String[] PREFIXES = {"", "a", "b", "c", "ab"};
    private static final String[] URIS = {"urn:one", "urn:two", "urn:three", "http://x/?a&amp;b"};
    private static final String[] TEXTS = {
        "x", " ", "\n\t ", "&amp;", "&lt;&gt;", "\"'", "&#13;", "&#9;", "é", "€", "\uD83D\uDE00", "a]]&gt;b", "&#xA;"
    };

    @Test
    void every_subtree_has_the_form_that_santuario_gives_it() throws Exception {
        Random random = new Random(SEED);
        int subtrees = 0;
        for (int i = 0; i < DOCUMENTS; i++) {
            String text = element(random, 0, new String[] {"", null, null, null, null});
            Document document = XmlReaders.dom().parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
            NodeList all = document.getElementsByTagName("*");
            for (int j = 0; j < all.getLength(); j++) {
                Element element = (Element) all.item(j);
                assertThat(new String(Canonical.of(element), StandardCharsets.UTF_8))
                        .as("seed %d, document %d, element %d", SEED, i, j)
                        .isEqualTo(santuario(element));
                subtrees++;
            }
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            int cut = random.nextInt(bytes.length);
            assertThat(Canonical.digest(Arrays.copyOf(bytes, cut), Arrays.copyOfRange(bytes, cut, bytes.length)))
                    .as("seed %d, document %d, from events", SEED, i)
                    .isEqualTo(Primitives.sha256().digest(Canonical.of(document.getDocumentElement())));
        }
        assertThat(subtrees).isGreaterThan(5_000);
    }

    private static String santuario(Element element) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new Canonicalizer20010315ExclOmitComments().engineCanonicalizeSubTree(element, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    /** An element that declares prefixes it may not use, uses those it inherits, and mixes text with elements. */
    private static String element(Random random, int depth, String[] inherited) {
        String[] bound = inherited.clone();
        StringBuilder declarations = new StringBuilder();
        for (int p = 0; p < PREFIXES.length; p++) {
            if (random.nextInt(3) == 0) {
                bound[p] = p == 0 && random.nextInt(4) == 0 ? "" : URIS[random.nextInt(URIS.length)];
                declarations
                        .append(p == 0 ? " xmlns" : " xmlns:")
                        .append(PREFIXES[p])
                        .append("=\"")
                        .append(bound[p])
                        .append('"');
            }
        }
        String name = name(random, bound);
        StringBuilder text = new StringBuilder("<").append(name).append(declarations);
        attributes(random, bound, text);
        text.append('>');
        for (int child = random.nextInt(4); child > 0; child--) {
            text.append(
                    depth < 5 && random.nextBoolean()
                            ? element(random, depth + 1, bound)
                            : TEXTS[random.nextInt(TEXTS.length)]);
        }
        return text.append("</").append(name).append('>').toString();
    }

    private static String name(Random random, String[] bound) {
        int p = random.nextInt(PREFIXES.length);
        String local = String.valueOf((char) ('p' + random.nextInt(6)));
        return bound[p] == null || p == 0 ? local : PREFIXES[p] + ":" + local;
    }

    private static void attributes(Random random, String[] bound, StringBuilder text) {
        java.util.Set<String> seen = new java.util.HashSet<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            String name = name(random, bound);
            int colon = name.indexOf(':');
            String uri = colon < 0 ? "" : bound[java.util.List.of(PREFIXES).indexOf(name.substring(0, colon))];
            // two prefixes may stand for one namespace: then the expanded names must differ
            if (seen.add(uri + " " + name.substring(colon + 1))) {
                String value = TEXTS[random.nextInt(TEXTS.length)].replace("\"", "&quot;");
                text.append(' ').append(name).append("=\"").append(value).append('"');
            }
        }
    }
}
