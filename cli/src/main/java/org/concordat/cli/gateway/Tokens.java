package org.concordat.cli.gateway;

import org.concordat.cli.outcome.Stopped;

/** Where access tokens come from. */
@FunctionalInterface
public interface Tokens {
    /**
     * An access token that is valid now.
     *
     * @throws Stopped when nobody can be reached, or whoever issues tokens answers that there is none for this caller
     */
    String current() throws Stopped;

    /** Always the same token, whatever it is worth. */
    static Tokens of(String token) {
        return () -> token;
    }
}
