package org.concordat.schemas.disclosure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXParseException;

/**
 * Collects what the schema validator says, in our words. Its own messages quote values, which are personal data: nothing
 * of them passes but the rule that was broken and names that a schema declares.
 */
final class SchemaFindings implements ErrorHandler {
    private static final Pattern EXPECTED = Pattern.compile("\\\"?:?([A-Za-z0-9]+)[,}]");
    private static final Pattern ATTRIBUTE_OF_VALUE = Pattern.compile(
            " of attribute '([A-Za-z]+)' on element '[^']*' is not valid with respect to its type[^']*'[^']*'\\.$");
    private static final Pattern ATTRIBUTE_MISSING = Pattern.compile("Attribute '([A-Za-z]+)' must appear on element");

    // the rules of XML Schema 1.0 part 1 appendix C, by the start of their names; the first that fits is taken
    private static final List<Map.Entry<String, String[]>> WORDS = List.of(
            words("cvc-elt.1", "schema.root", "this is no Disclosure of urn:concordat:disclosure:1"),
            words("cvc-complex-type.2.4", "schema.element", "an element is missing, unknown, repeated or out of order"),
            words("cvc-elt.2", "schema.element", "an element is missing, unknown, repeated or out of order"),
            words("cvc-complex-type.2", "schema.text", "text or an element stands where none belongs"),
            words("cvc-type.3.1.2", "schema.text", "text or an element stands where none belongs"),
            words(
                    "cvc-complex-type.3.2.2",
                    "schema.attribute-unknown",
                    "the element has an attribute that it may not have"),
            words("cvc-complex-type.4", "schema.attribute-missing", "the element lacks an attribute"),
            words("cvc-enumeration-valid", "schema.code", "the value is not one of the codes of its list"),
            words("cvc-pattern-valid", "schema.form", "the value has not the form that it must have"),
            words("cvc-minLength-valid", "schema.length", "the value is too short"),
            words("cvc-maxLength-valid", "schema.length", "the value is too long"),
            words("cvc-length-valid", "schema.length", "the value has not the length that it must have"),
            words("cvc-minInclusive-valid", "schema.range", "the number is too small"),
            words("cvc-maxInclusive-valid", "schema.range", "the number is too large"),
            words("cvc-datatype-valid", "schema.type", "the value is not of its type: a date, a time, true or false"));
    private static final Map.Entry<String, String[]> OTHER =
            words("", "schema.invalid", "the element does not keep to its schema");

    private final ElementPath path;
    private final List<Finding> findings = new ArrayList<>();

    SchemaFindings(ElementPath path) {
        this.path = path;
    }

    private static Map.Entry<String, String[]> words(String rule, String code, String sentence) {
        return Map.entry(rule, new String[] {code, sentence});
    }

    List<Finding> findings() {
        return findings;
    }

    @Override
    public void warning(SAXParseException warning) {}

    @Override
    public void error(SAXParseException error) {
        add(error);
    }

    @Override
    public void fatalError(SAXParseException error) {
        add(error);
    }

    private void add(SAXParseException error) {
        String message = error.getMessage() == null ? "" : error.getMessage();
        String rule = message.substring(0, Math.max(0, message.indexOf(':')));
        if (rule.equals("cvc-attribute.3") || rule.equals("cvc-type.3.1.3")) {
            // says again, of the attribute or element, what the rule of its value said just before
            nameAttribute(message);
        } else if (findings.size() < Limits.FINDINGS) {
            Map.Entry<String, String[]> words = WORDS.stream()
                    .filter(w -> rule.startsWith(w.getKey()))
                    .findFirst()
                    .orElse(OTHER);
            String code = words.getValue()[0];
            findings.add(Finding.error(code, path.toString(), words.getValue()[1] + detail(code, message)));
        }
    }

    private String detail(String code, String message) {
        if (code.equals("schema.element")) {
            int from = message.lastIndexOf("One of '{");
            List<String> names = from < 0 ? List.of() : known(EXPECTED.matcher(message.substring(from)));
            return names.isEmpty() ? "" : "; expected here: " + String.join(", ", names);
        }
        if (code.equals("schema.attribute-missing")) {
            List<String> names = known(ATTRIBUTE_MISSING.matcher(message));
            return names.isEmpty() ? "" : ": " + names.get(0);
        }
        return "";
    }

    private List<String> known(Matcher matcher) {
        List<String> names = new ArrayList<>();
        while (matcher.find()) {
            if (!path.nameOf(matcher.group(1)).equals("*")) {
                names.add(matcher.group(1));
            }
        }
        return names;
    }

    private void nameAttribute(String message) {
        @Nullable Finding last = findings.isEmpty() ? null : findings.get(findings.size() - 1);
        List<String> names = known(ATTRIBUTE_OF_VALUE.matcher(message));
        if (last != null && last.location().equals(path.toString()) && !names.isEmpty()) {
            findings.set(
                    findings.size() - 1,
                    new Finding(last.severity(), last.code(), last.location() + "/@" + names.get(0), last.message()));
        }
    }
}
