package org.concordat.routes.connector;

/** An attempt that came to nothing, as far as is known. Says what went wrong on the line, never what was sent. */
public final class ConnectorFailed extends Exception {
    private static final long serialVersionUID = 1L;

    public ConnectorFailed(String message) {
        super(message);
    }
}
