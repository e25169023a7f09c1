package org.concordat.cli.gateway;

/** Keycloak gave no token. */
public final class TokenRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;

    TokenRefused(int status, String error) {
        super("Keycloak gives no token: status " + status + (error.isEmpty() ? "" : ", " + error));
        this.status = status;
    }

    public int status() {
        return status;
    }
}
