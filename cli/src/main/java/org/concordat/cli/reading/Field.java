package org.concordat.cli.reading;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.concordat.cli.outcome.Moments;
import org.concordat.cli.outcome.Text;

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

    /** {@code DomesticAbuseCallOuts} is "Domestic abuse call outs". */
    static String inWords(String name) {
        String[] words = HUMP.split(name, -1);
        StringBuilder text = new StringBuilder(words[0]);
        for (int i = 1; i < words.length; i++) {
            boolean capitals = words[i].length() > 1 && words[i].equals(words[i].toUpperCase(java.util.Locale.ROOT));
            text.append(' ').append(capitals ? words[i] : words[i].toLowerCase(java.util.Locale.ROOT));
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
