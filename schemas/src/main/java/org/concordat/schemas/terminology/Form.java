package org.concordat.schemas.terminology;

import java.util.regex.Pattern;

/** How the field's words are spelled. */
enum Form {
    NAME("[a-z][a-z0-9-]{1,62}", "2 to 63 lower-case letters, digits and hyphens"),
    REFERENCE("[A-Za-z][A-Za-z0-9-]{1,62}", "2 to 63 letters, digits and hyphens"),
    STATUTE("[A-Z][A-Z0-9_]{1,31}", "2 to 32 capitals, digits and underscores");

    private final Pattern pattern;
    private final String words;

    Form(String pattern, String words) {
        this.pattern = Pattern.compile(pattern);
        this.words = words;
    }

    boolean fits(String value) {
        return pattern.matcher(value).matches();
    }

    /** Refuses a value that is not spelled so, without quoting it. */
    void check(String what, String value) {
        if (!fits(value)) {
            throw new IllegalArgumentException(what + " is " + words + ", and starts with a letter");
        }
    }
}
