package org.concordat.protection.receipt;

import java.util.List;
import java.util.regex.Pattern;
import org.concordat.schemas.disclosure.Subject;

/** What every statement of a sort has to have. */
final class Required {
    private static final int MOST = 64;
    private static final int LONGEST = 40;
    private static final int LAST_VERSION = 999_999_999;
    private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/@-]{0,63}");

    private Required() {}

    static void reference(String person) {
        if (!REFERENCE.matcher(person).matches()) {
            throw new IllegalArgumentException(
                    "'actor' and 'readBy' name a person by a reference of 1 to 64 letters, digits and . _ / @ -, never by a name");
        }
    }

    static void version(int version) {
        if (version < 1 || version > LAST_VERSION) {
            throw new IllegalArgumentException("'version' is 1 to " + LAST_VERSION);
        }
    }

    static List<Subject.Identifier> people(List<Subject.Identifier> subjects) {
        if (subjects.stream()
                .anyMatch(person -> person.value().isBlank() || person.value().length() > LONGEST)) {
            throw new IllegalArgumentException("each 'value' of 'subjects' has 1 to " + LONGEST + " characters");
        }
        return some(subjects, "subjects");
    }

    static <T> List<T> some(List<T> list, String what) {
        List<T> copy = List.copyOf(list);
        if (copy.isEmpty() || copy.size() > MOST) {
            throw new IllegalArgumentException("'" + what + "' has 1 to " + MOST + " entries");
        }
        return copy;
    }
}
