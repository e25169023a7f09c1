package org.concordat.cli.gateway;

/** Where access tokens come from. */
@FunctionalInterface
public interface Tokens {
    /**
     * An access token that is valid now.
     *
     * @throws TokenRefused when whoever issues tokens answers that there is none for this caller
     */
    String current() throws Unreachable, TokenRefused;

    /** Always the same token, whatever it is worth. */
    static Tokens of(String token) {
        return () -> token;
    }
}
