package org.concordat.schemas.signature;

/** A signature or a part's digest that does not hold. The code is stable, e.g. {@code signature.part-not-listed}. */
public final class SignatureBroken extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;

    public SignatureBroken(String code, String message) {
        super(message);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
