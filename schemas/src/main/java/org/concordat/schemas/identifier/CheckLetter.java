package org.concordat.schemas.identifier;

/** The check letter that PNC ids and CRO numbers share: the digits modulo 23. The letters I, O and S do not occur. */
final class CheckLetter {
    private static final String LETTERS = "ZABCDEFGHJKLMNPQRTUVWXY";

    private CheckLetter() {}

    static Check check(String digits, char letter) {
        return LETTERS.charAt((int) (Long.parseLong(digits) % LETTERS.length())) == letter
                ? Check.VALID
                : Check.BAD_CHECK;
    }
}
