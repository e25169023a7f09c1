package org.concordat.routes.connector;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that an agency's system put somewhere for the gateway to pick up. Nothing of it is known yet but where it lies.
 *
 * @param name under which it lies there, the same at every look
 * @param at when it was put there, the same at every look
 * @param size in bytes, as far as is said there: more of it is not read
 * @param unfit the code of the refusal where it is not read at all, whatever it holds
 */
public record Arrival(String name, Instant at, long size, Optional<String> unfit, Reading reading) {
    /** Reads it; empty where it is not whole at this moment, so that it is looked at again later. */
    @FunctionalInterface
    public interface Reading {
        Optional<byte[]> bytes() throws ConnectorFailed;
    }
}
