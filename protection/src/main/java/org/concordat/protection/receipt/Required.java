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
            throw new IllegalArgumentException("a person is named by a reference, as in the envelope's schema");
        }
    }

    static void version(int version) {
        if (version < 1 || version > LAST_VERSION) {
            throw new IllegalArgumentException("versions are 1 to " + LAST_VERSION);
        }
    }

    static List<Subject.Identifier> people(List<Subject.Identifier> subjects) {
        if (subjects.stream()
                .anyMatch(person -> person.value().isBlank() || person.value().length() > LONGEST)) {
            throw new IllegalArgumentException(
                    "an identifier has 1 to " + LONGEST + " characters, as in the envelope's schema");
        }
        return some(subjects, "subjects");
    }

    static <T> List<T> some(List<T> list, String what) {
        List<T> copy = List.copyOf(list);
        if (copy.isEmpty() || copy.size() > MOST) {
            throw new IllegalArgumentException(what + " are 1 to " + MOST);
        }
        return copy;
    }
}
