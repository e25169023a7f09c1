package org.concordat.protection.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.sf.saxon.s9api.ItemType;
import net.sf.saxon.s9api.SaxonApiException;
import net.sf.saxon.s9api.XPathCompiler;
import net.sf.saxon.s9api.XPathExecutable;
import net.sf.saxon.s9api.XPathSelector;
import net.sf.saxon.s9api.XdmAtomicValue;
import net.sf.saxon.s9api.XdmItem;
import net.sf.saxon.s9api.XdmNode;
import net.sf.saxon.s9api.XdmValue;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A mapping that looks like its outcome: JSON in which a text in braces is an XPath 3.1 expression over the record, with the
 * prefixes {@code d} for the envelope and {@code s} for sections. Of a list, an object with the field {@code $each} is written
 * for each thing that its expression finds, seen from there. A field whose expression finds nothing is left out.
 */
record JsonTemplate(String name, Saxon saxon, Shape shape) implements Mapping {
    private static final String EACH = "$each";
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** @throws MappingFailed with the line, or the first expression that is none */
    static JsonTemplate compile(String name, byte[] text) throws MappingFailed {
        Saxon saxon = new Saxon();
        XPathCompiler compiler = saxon.processor().newXPathCompiler();
        compiler.declareNamespace("d", "urn:concordat:disclosure:1");
        compiler.declareNamespace("s", "urn:concordat:section:1");
        compiler.setWarningHandler(warning -> {});
        try {
            return new JsonTemplate(name, saxon, shape(JSON.readTree(text), compiler));
        } catch (JacksonException e) {
            throw new MappingFailed(
                    e.getLocation() == null ? 1 : e.getLocation().getLineNr(), "this is no JSON");
        }
    }

    @Override
    public LocalFormat format() {
        return LocalFormat.JSON;
    }

    @Override
    public byte[] apply(byte[] record) throws MappingFailed {
        XdmNode tree = saxon.tree(record);
        try {
            Outcome outcome = new Outcome();
            JSON.writeValue(outcome, shape.of(tree).orElseGet(NODES::nullNode));
            return outcome.toByteArray();
        } catch (SaxonApiException | StackOverflowError e) {
            // the cause quotes the record
            throw new MappingFailed(1, "an expression came to nothing with this record");
        } catch (JacksonException | IllegalStateException e) {
            throw new MappingFailed(1, Outcome.FULL);
        }
    }

    private static Shape shape(JsonNode template, XPathCompiler compiler) throws MappingFailed {
        if (template.isObject()) {
            return fields(template, compiler);
        }
        if (template.isArray()) {
            return list(template, compiler);
        }
        String text = template.isString() ? template.stringValue() : "";
        if (text.startsWith("{")) {
            if (!text.endsWith("}")) {
                throw new MappingFailed(1, "'" + text + "' begins as an expression, and its brace is not closed");
            }
            XPathExecutable expression = expression(text.substring(1, text.length() - 1), compiler);
            return at -> value(select(expression, at));
        }
        return at -> Optional.of(template);
    }

    private static Shape fields(JsonNode template, XPathCompiler compiler) throws MappingFailed {
        Map<String, Shape> fields = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : template.properties()) {
            fields.put(field.getKey(), shape(field.getValue(), compiler));
        }
        return at -> {
            ObjectNode object = NODES.objectNode();
            for (Map.Entry<String, Shape> field : fields.entrySet()) {
                field.getValue().of(at).ifPresent(value -> object.set(field.getKey(), value));
            }
            return Optional.of(object);
        };
    }

    private static Shape list(JsonNode template, XPathCompiler compiler) throws MappingFailed {
        List<Items> all = new ArrayList<>();
        for (JsonNode item : template) {
            all.add(items(item, compiler));
        }
        return at -> {
            ArrayNode array = NODES.arrayNode();
            for (Items items : all) {
                items.of(at).forEach(array::add);
            }
            return Optional.of(array);
        };
    }

    private static Items items(JsonNode item, XPathCompiler compiler) throws MappingFailed {
        if (!(item instanceof ObjectNode object) || !object.has(EACH)) {
            Shape one = shape(item, compiler);
            return at -> one.of(at).stream().toList();
        }
        XPathExecutable each = expression(object.path(EACH).asString(""), compiler);
        ObjectNode rest = object.deepCopy();
        rest.remove(EACH);
        Shape shape = shape(rest, compiler);
        return at -> {
            List<JsonNode> found = new ArrayList<>();
            for (XdmItem place : select(each, at)) {
                shape.of(place).ifPresent(found::add);
            }
            return found;
        };
    }

    private static XPathExecutable expression(String text, XPathCompiler compiler) throws MappingFailed {
        try {
            return compiler.compile(text);
        } catch (SaxonApiException e) {
            throw new MappingFailed(1, "'" + text + "' is no XPath expression: " + e.getMessage());
        }
    }

    private static XdmValue select(XPathExecutable expression, XdmItem at) throws SaxonApiException {
        XPathSelector selector = expression.load();
        selector.setErrorReporter(error -> {});
        selector.setContextItem(at);
        return selector.evaluate();
    }

    /** Numbers and truth stay what they are; anything else is its text, several texts with a space between them. */
    private static Optional<JsonNode> value(XdmValue found) throws SaxonApiException {
        if (found.size() == 0) {
            return Optional.empty();
        }
        if (found.size() == 1 && found.itemAt(0) instanceof XdmAtomicValue one) {
            if (ItemType.BOOLEAN.matches(one)) {
                return Optional.of(NODES.booleanNode(one.getBooleanValue()));
            }
            if (ItemType.NUMERIC.matches(one)) {
                return Optional.of(NODES.numberNode(one.getDecimalValue()));
            }
        }
        List<String> texts = found.stream().map(XdmItem::getStringValue).toList();
        return Optional.of(NODES.stringNode(String.join(" ", texts)));
    }

    /** What one place of the template makes of the place in the record that it is seen from. */
    @FunctionalInterface
    interface Shape {
        Optional<JsonNode> of(XdmItem at) throws SaxonApiException;
    }

    /** The same for a place in a list. */
    @FunctionalInterface
    interface Items {
        List<JsonNode> of(XdmItem at) throws SaxonApiException;
    }
}
