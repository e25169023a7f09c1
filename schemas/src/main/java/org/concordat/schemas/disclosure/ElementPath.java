package org.concordat.schemas.disclosure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the reading is, e.g. {@code /Disclosure/Section[2]/CheckOutcome}. A name that no schema declares shows as
 * {@code *}: a document could carry personal data in the names of its elements.
 */
final class ElementPath {
    private final Set<String> known;
    private final List<String> steps = new ArrayList<>();
    private final List<@Nullable Map<String, Integer>> siblings = new ArrayList<>();

    ElementPath(Set<String> known) {
        this.known = known;
        siblings.add(null);
    }

    void enter(String localName) {
        String name = nameOf(localName);
        int last = siblings.size() - 1;
        @Nullable Map<String, Integer> counts = siblings.get(last);
        if (counts == null) {
            // most elements have no elements in them
            counts = new HashMap<>();
            siblings.set(last, counts);
        }
        int count = counts.merge(name, 1, Integer::sum);
        steps.add(count > 1 || isPart(name) ? name + "[" + count + "]" : name);
        siblings.add(null);
    }

    void leave() {
        steps.remove(steps.size() - 1);
        siblings.remove(siblings.size() - 1);
    }

    /** Parts are numbered even where there is one. */
    static boolean isPart(String name) {
        return name.equals("Subject") || name.equals("Recipient") || name.equals("Section");
    }

    /** The name itself if a schema declares it. */
    String nameOf(String name) {
        return known.contains(name) ? name : "*";
    }

    @Override
    public String toString() {
        return "/" + String.join("/", steps);
    }
}
