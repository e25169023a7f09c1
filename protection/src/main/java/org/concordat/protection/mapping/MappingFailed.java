package org.concordat.protection.mapping;

/** A mapping that could not be read, or came to nothing. Says where in the mapping, never what the record holds. */
public final class MappingFailed extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;

    /** @param line in the mapping's own file; 1 where that is not known */
    MappingFailed(int line, String message) {
        super(message);
        this.line = Math.max(1, line);
    }

    public int line() {
        return line;
    }
}
