package org.concordat.routes.hop;

/** How much more memory one request may take. What it took is given back when the request ends. */
@FunctionalInterface
public interface Room {
    /** Whether there was room for these bytes; then they are taken. */
    boolean take(long bytes);

    /** How many more bytes this request could take at most, if nobody else had taken any. */
    default long most() {
        return Long.MAX_VALUE;
    }
}
