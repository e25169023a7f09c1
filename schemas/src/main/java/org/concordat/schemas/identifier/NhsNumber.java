package org.concordat.schemas.identifier;

import java.util.regex.Pattern;

/** An NHS number: ten digits, often written 3-3-4, the last a check digit modulo 11 (NHS Data Dictionary). */
public record NhsNumber(String raw, String canonical, Check check) implements Identifier {
    private static final Pattern FORM = Pattern.compile("[0-9]{3}([ -]?)[0-9]{3}\\1[0-9]{4}");

    public static NhsNumber parse(String raw) {
        String text = raw.strip();
        if (!FORM.matcher(text).matches()) {
            return new NhsNumber(raw, raw, Check.BAD_FORMAT);
        }
        String digits = text.replace(" ", "").replace("-", "");
        int sum = 0;
        for (int i = 0; i < 9; i++) {
            sum += (digits.charAt(i) - '0') * (10 - i);
        }
        // 11 stands for 0; a remainder that gives 10 belongs to no number at all
        int expected = (11 - sum % 11) % 11;
        return new NhsNumber(raw, digits, expected == digits.charAt(9) - '0' ? Check.VALID : Check.BAD_CHECK);
    }

    @Override
    public String toString() {
        return "NHS number (" + check + ")";
    }
}
