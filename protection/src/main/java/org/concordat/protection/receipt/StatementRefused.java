package org.concordat.protection.receipt;

/**
 * A statement that is not what it should be. The code is stable: {@code too-long}, {@code malformed}, {@code algorithm},
 * {@code critical}, {@code type}, {@code key}, {@code signature}, {@code content}, {@code issuer}.
 */
public final class StatementRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;

    StatementRefused(String code, String message) {
        super(message);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
