package org.concordat.sandbox.keycloak;

import java.nio.file.Path;

/**
 * What Keycloak shows and trusts in TLS, as PEM files.
 *
 * @param certificate its certificate, good for {@code localhost}
 * @param key the private key of that certificate, PKCS#8, not encrypted
 * @param trusted the authorities whose client certificates it accepts
 */
public record Identity(Path certificate, Path key, Path trusted) {}
