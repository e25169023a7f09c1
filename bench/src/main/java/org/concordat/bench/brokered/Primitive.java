package org.concordat.bench.brokered;

import java.io.File;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Who computes on our side. Chosen as an operator would: by the class path, since the product takes the native provider
 * where its library is there, and has no switch.
 */
public enum Primitive {
    /** Amazon Corretto Crypto Provider. */
    ACCP,
    /** Bouncy Castle for elliptic curves, the JDK for digests and AES. */
    PORTABLE;

    private static final String LIBRARY = "AmazonCorrettoCryptoProvider";

    /** The class path of this process, with the native library or without. */
    public String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> this == ACCP || !entry.contains(LIBRARY))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
