package org.concordat.protection.bundle;

/** A bundle that is not taken, whatever is in its files. The code is stable: {@code malformed}, {@code not-approved}. */
public final class BundleRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;

    BundleRefused(String code, String message) {
        super(message);
        this.code = code;
    }

    public String code() {
        return code;
    }

    /** What is wrong, without a full stop. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
