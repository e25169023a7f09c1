package org.concordat.gateway.identity;

import java.security.cert.X509Certificate;

/**
 * Whether a client certificate is still good: asked at every request, because a connection and a resumed session
 * outlive a revocation.
 */
@FunctionalInterface
public interface ClientCertificates {
    boolean isGood(X509Certificate certificate);
}
