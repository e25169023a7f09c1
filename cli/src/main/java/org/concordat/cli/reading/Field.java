package org.concordat.cli.reading;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import org.concordat.cli.outcome.Moments;
import org.concordat.cli.outcome.Text;
import org.concordat.schemas.disclosure.Part;
import org.concordat.schemas.xml.XmlReaders;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * An element as a person reads it: its name in words, and either what it says or what it is made of. Personal data.
 *
 * @param name the element's local name, e.g. {@code DomesticAbuseCallOuts}
 * @param mark what its attributes say, e.g. the scheme of an identifier
 * @param value empty where there are fields
 */
record Field(String name, String mark, String value, List<Field> fields) {
    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");

    Field {
        fields = List.copyOf(fields);
    }

    /**
     * A part that was verified as a tree of fields; its own attributes are said elsewhere, or of no use to a reader. A section
     * has one field: its typed content.
     */
    static Field of(Part part) {
        try {
            Element root = XmlReaders.dom()
                    .parse(new ByteArrayInputStream(part.canonical().toByteArray()))
                    .getDocumentElement();
            Field whole = field(root);
            return new Field(whole.name, "", whole.value, whole.fields);
        } catch (SAXException | IOException e) {
            // the cause would quote the part
            throw new IllegalStateException("a verified part is XML");
        }
    }

    private static Field field(Element element) {
        List<Field> fields = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                fields.add(field(child));
            }
        }
        String value = fields.isEmpty() ? element.getTextContent() : "";
        return new Field(element.getLocalName(), mark(element.getAttributes()), value, fields);
    }

    private static String mark(NamedNodeMap attributes) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < attributes.getLength(); i++) {
            Node attribute = attributes.item(i);
            boolean namespace = XMLConstants.XMLNS_ATTRIBUTE_NS_URI.equals(attribute.getNamespaceURI());
            if (!namespace) {
                values.add(attribute.getNodeValue());
            }
        }
        return String.join(", ", values);
    }

    /** {@code DomesticAbuseCallOuts} is "Domestic abuse call outs". */
    static String inWords(String name) {
        String[] words = HUMP.split(name, -1);
        StringBuilder text = new StringBuilder(words[0]);
        for (int i = 1; i < words.length; i++) {
            boolean capitals = words[i].length() > 1 && words[i].equals(words[i].toUpperCase(Locale.ROOT));
            text.append(' ').append(capitals ? words[i] : words[i].toLowerCase(Locale.ROOT));
        }
        return text.toString();
    }

    void say(Text text, int depth) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        fields.forEach(f -> counts.merge(f.name, 1, Integer::sum));
        Map<String, Integer> seen = new LinkedHashMap<>();
        for (Field field : fields) {
            int number = seen.merge(field.name, 1, Integer::sum);
            String label = inWords(field.name) + (field.mark.isEmpty() ? "" : " (" + field.mark + ")");
            boolean several = counts.getOrDefault(field.name, 1) > 1;
            if (field.fields.isEmpty()) {
                field.sayValue(text, depth, label);
            } else {
                text.say(depth, label + (several ? " " + number : ""));
                field.say(text, depth + 1);
            }
        }
    }

    /** Lines that the author began stay lines. */
    private void sayValue(Text text, int depth, String label) {
        String[] lines = Moments.inWords(value).strip().split("\\R", -1);
        if (lines.length == 1) {
            text.row(depth, label, lines[0]);
            return;
        }
        text.say(depth, label + ":");
        for (String line : lines) {
            text.say(depth + 1, line);
        }
    }

    /** For programs: texts, lists where a name repeats, and objects. */
    Object json() {
        if (fields.isEmpty()) {
            return mark.isEmpty() ? value : Map.of("mark", mark, "value", value);
        }
        Map<String, Object> object = new LinkedHashMap<>();
        Map<String, List<Object>> byName = new LinkedHashMap<>();
        fields.forEach(
                f -> byName.computeIfAbsent(f.name, n -> new ArrayList<>()).add(f.json()));
        byName.forEach((name, all) -> object.put(name, all.size() == 1 ? all.get(0) : all));
        return object;
    }
}
