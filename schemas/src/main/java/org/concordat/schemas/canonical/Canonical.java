package org.concordat.schemas.canonical;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import javax.xml.XMLConstants;
import org.concordat.schemas.primitive.Primitives;
import org.concordat.schemas.xml.XmlReaders;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;
import org.xml.sax.helpers.AttributesImpl;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Writes one element and all it contains in Exclusive XML Canonicalization 1.0 (RFC 3741), without comments and without
 * an InclusiveNamespaces list, from SAX events of a namespace-aware reader. Comments and processing instructions must
 * have been refused before. Not safe to share; reusable after {@link #reset}.
 */
public final class Canonical extends DefaultHandler {
    private static final String XML = "xml";
    private static final int PIECE = 64 * 1024;

    private final Bytes out = new Bytes();
    private Optional<MessageDigest> drain = Optional.empty();

    // the namespace declarations rendered by the open elements, outermost first; the spec's "namespace context"
    private String[] prefixes = new String[32];
    private String[] uris = new String[32];
    private int rendered;

    // for each open element, how many declarations were rendered outside of it
    private int[] marks = new int[32];
    private int depth;

    /**
     * The SHA-256 digest of the canonical form of a whole document of our own making, given as its start and its end; of the
     * form itself no more than a piece is in memory at once.
     *
     * @throws IllegalArgumentException when it is not well-formed
     */
    public static byte[] digest(byte[] start, byte[] end) {
        MessageDigest sha256 = Primitives.sha256();
        Canonical canonical = new Canonical();
        canonical.drain = Optional.of(sha256);
        XMLReader reader = XmlReaders.sax();
        reader.setContentHandler(canonical);
        try {
            reader.parse(new InputSource(
                    new SequenceInputStream(new ByteArrayInputStream(start), new ByteArrayInputStream(end))));
        } catch (SAXException | IOException e) {
            // the cause quotes what it read
            throw new IllegalArgumentException("this is not well-formed XML");
        }
        canonical.drainTo(sha256);
        return sha256.digest();
    }

    /** The element's exclusive canonical form in UTF-8. */
    public static byte[] of(Element element) {
        Canonical canonical = new Canonical();
        try {
            write(element, canonical);
        } catch (SAXException e) {
            throw new IllegalArgumentException("the tree holds half a character");
        }
        return canonical.toByteArray();
    }

    /** Forgets everything, so that the next element is the first. */
    public void reset() {
        out.clear();
        rendered = 0;
        depth = 0;
    }

    @Override
    public void startElement(String uri, String localName, String qualifiedName, Attributes attributes) {
        if (depth == marks.length) {
            marks = Arrays.copyOf(marks, depth * 2);
        }
        int mark = rendered;
        marks[depth++] = mark;
        declare(prefixOf(qualifiedName), uri);
        int[] order = sorted(attributes);
        for (int index : order) {
            // an attribute without prefix is in no namespace and uses no declaration
            String prefix = prefixOf(attributes.getQName(index));
            if (!prefix.isEmpty()) {
                declare(prefix, attributes.getURI(index));
            }
        }
        sortDeclarations(mark);
        out.ascii('<').name(qualifiedName);
        for (int i = mark; i < rendered; i++) {
            out.name(prefixes[i].isEmpty() ? " xmlns" : " xmlns:").name(prefixes[i]);
            out.ascii('=').ascii('"').attribute(uris[i]).ascii('"');
        }
        for (int index : order) {
            out.ascii(' ').name(attributes.getQName(index)).ascii('=').ascii('"');
            out.attribute(attributes.getValue(index)).ascii('"');
        }
        out.ascii('>');
    }

    /** Character data; a character outside the basic plane may come in two calls. */
    @Override
    public void characters(char[] characters, int start, int length) throws SAXException {
        out.text(characters, start, length);
        if (out.size() > PIECE) {
            drain.ifPresent(this::drainTo);
        }
    }

    @Override
    public void endElement(String uri, String localName, String qualifiedName) {
        out.ascii('<').ascii('/').name(qualifiedName).ascii('>');
        rendered = marks[--depth];
    }

    /** Whether every element that was opened has been closed. */
    public boolean isComplete() {
        return depth == 0;
    }

    public byte[] toByteArray() {
        return out.toByteArray();
    }

    /** Hands over what was written since the last call, and forgets it: for a digest of something large. */
    public void drainTo(MessageDigest digest) {
        out.drainTo(digest);
    }

    public int size() {
        return out.size();
    }

    /** Renders a declaration unless the nearest rendered one for this prefix already says the same (section 3, step 3). */
    private void declare(String prefix, String uri) {
        if (prefix.equals(XML) || nearest(prefix).equals(uri)) {
            return;
        }
        if (rendered == prefixes.length) {
            prefixes = Arrays.copyOf(prefixes, rendered * 2);
            uris = Arrays.copyOf(uris, rendered * 2);
        }
        prefixes[rendered] = prefix;
        uris[rendered++] = uri;
    }

    /** What the prefix is rendered as; empty if it is not, which no prefix but the default one can be declared as. */
    private String nearest(String prefix) {
        for (int i = rendered - 1; i >= 0; i--) {
            if (prefixes[i].equals(prefix)) {
                return uris[i];
            }
        }
        return "";
    }

    /** Declarations come in the order of their prefixes, the default one first. */
    private void sortDeclarations(int from) {
        for (int i = from + 1; i < rendered; i++) {
            for (int j = i; j > from && prefixes[j - 1].compareTo(prefixes[j]) > 0; j--) {
                swap(prefixes, j);
                swap(uris, j);
            }
        }
    }

    private static void swap(String[] array, int index) {
        String kept = array[index];
        array[index] = array[index - 1];
        array[index - 1] = kept;
    }

    /** Attributes come in the order of their namespaces, then of their local names; those in no namespace first. */
    private static int[] sorted(Attributes attributes) {
        int[] order = new int[attributes.getLength()];
        for (int i = 0; i < order.length; i++) {
            int j = i;
            for (; j > 0 && compare(attributes, order[j - 1], i) > 0; j--) {
                order[j] = order[j - 1];
            }
            order[j] = i;
        }
        return order;
    }

    private static int compare(Attributes attributes, int one, int other) {
        int byNamespace = attributes.getURI(one).compareTo(attributes.getURI(other));
        return byNamespace != 0 ? byNamespace : attributes.getLocalName(one).compareTo(attributes.getLocalName(other));
    }

    private static String prefixOf(String qualifiedName) {
        int colon = qualifiedName.indexOf(':');
        return colon < 0 ? "" : qualifiedName.substring(0, colon);
    }

    private static void write(Element element, Canonical canonical) throws SAXException {
        String uri = element.getNamespaceURI();
        canonical.startElement(
                uri == null ? "" : uri, element.getLocalName(), element.getTagName(), attributes(element));
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                write(inner, canonical);
            } else if (child.getNodeType() == Node.TEXT_NODE || child.getNodeType() == Node.CDATA_SECTION_NODE) {
                char[] text = child.getNodeValue().toCharArray();
                canonical.characters(text, 0, text.length);
            }
        }
        canonical.endElement(uri == null ? "" : uri, element.getLocalName(), element.getTagName());
    }

    private static AttributesImpl attributes(Element element) {
        AttributesImpl attributes = new AttributesImpl();
        NamedNodeMap all = element.getAttributes();
        for (int i = 0; i < all.getLength(); i++) {
            Attr attribute = (Attr) all.item(i);
            String uri = attribute.getNamespaceURI() == null ? "" : attribute.getNamespaceURI();
            if (!uri.equals(XMLConstants.XMLNS_ATTRIBUTE_NS_URI)) {
                String local = attribute.getLocalName() == null ? attribute.getName() : attribute.getLocalName();
                attributes.addAttribute(uri, local, attribute.getName(), "CDATA", attribute.getValue());
            }
        }
        return attributes;
    }
}
