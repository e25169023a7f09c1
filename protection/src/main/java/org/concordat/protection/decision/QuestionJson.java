package org.concordat.protection.decision;

/** A question as JSON, to be sealed and stored with the delivery that it was decided for: labels only. */
public final class QuestionJson {
    private QuestionJson() {}

    public static byte[] write(Question question) {
        throw new UnsupportedOperationException();
    }

    /** @throws IllegalArgumentException when the bytes are no question */
    public static Question read(byte[] json) {
        throw new UnsupportedOperationException();
    }
}
