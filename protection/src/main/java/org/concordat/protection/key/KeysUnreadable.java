package org.concordat.protection.key;

import org.jspecify.annotations.Nullable;

/** A key store that is missing, is broken, has another password or does not hold what it should; the message names the file. */
public final class KeysUnreadable extends Exception {
    private static final long serialVersionUID = 1L;

    KeysUnreadable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
