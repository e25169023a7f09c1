package org.concordat.protection.configuration;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The files that are shipped inside the jar. */
final class Shipped {
    private Shipped() {}

    static byte[] bytes(String name) {
        try (InputStream in = Shipped.class.getClassLoader().getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
