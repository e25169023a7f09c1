package org.concordat.routes.hop;

/** A store that cannot be reached or did not commit. Says nothing of what was to be stored: SQL errors quote values. */
public final class StoreUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Names the operation, and the SQL state where there is one (ISO/IEC 9075): a class of error, never a value. */
    public StoreUnavailable(String operation, String sqlState) {
        super(operation + " failed, SQL state " + sqlState);
    }
}
