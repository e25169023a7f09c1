package org.concordat.schemas.disclosure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
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

    private static final Pattern TYPE = Pattern.compile(" for type '([A-Za-z]+)'\\.$");

    /** A code and a sentence for the rules of XML Schema 1.0 part 1 appendix C. */
    private static final ResourceBundle RULES =
            ResourceBundle.getBundle("org.concordat.schemas.disclosure.schema-rules", Locale.ROOT);

    private final ElementPath path;
    private final List<Finding> findings = new ArrayList<>();

    SchemaFindings(ElementPath path) {
        this.path = path;
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
            String[] words = words(rule);
            findings.add(Finding.error(words[0], path.toString(), words[1] + detail(words[0], message)));
        }
    }

    /** Of a rule that has none of its own, those of the rule that it is a part of. */
    private static String[] words(String rule) {
        String known = rule;
        while (!known.isEmpty() && !RULES.containsKey(known)) {
            known = known.substring(0, Math.max(0, known.lastIndexOf('.')));
        }
        return RULES.getString(known.isEmpty() ? "other" : known).split(" ", 2);
    }

    private String detail(String code, String message) {
        if (code.equals("schema.element")) {
            int from = message.lastIndexOf("One of '{");
            List<String> names = from < 0 ? List.of() : known(EXPECTED.matcher(message.substring(from)));
            return names.isEmpty() ? "" : "; expected here: " + String.join(", ", names);
        }
        if (code.equals("schema.form")) {
            Matcher type = TYPE.matcher(message);
            String form = type.find() ? "form." + type.group(1) : "";
            return RULES.containsKey(form) ? ": " + RULES.getString(form) : "";
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
