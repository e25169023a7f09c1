package org.concordat.protection.key;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Whom a TLS connection is held with: clients and servers whose certificate is valid for that use, as {@link Certificates}
 * finds. A server's name is checked too, where the connection asks for that (endpoint identification).
 */
public final class PeerTrust extends X509ExtendedTrustManager {
    private final Certificates certificates;
    private final Consumer<Verdict> refused;
    private final X509ExtendedTrustManager names;

    /** Trusts what passes.
     *
     * @param refused told of each refusal, to count it; called on the handshake's thread */
    public PeerTrust(Certificates certificates, Consumer<Verdict> refused) {
        this.certificates = certificates;
        this.refused = refused;
        this.names = platform(certificates.authorities());
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        check(chain, Use.TLS_CLIENT);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        check(chain, Use.TLS_CLIENT);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        check(chain, Use.TLS_CLIENT);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        check(chain, Use.TLS_SERVER);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        check(chain, Use.TLS_SERVER);
        names.checkServerTrusted(chain, authType, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        check(chain, Use.TLS_SERVER);
        names.checkServerTrusted(chain, authType, engine);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return certificates.authorities().toArray(new X509Certificate[0]);
    }

    private void check(X509Certificate[] chain, Use use) throws CertificateException {
        Verdict verdict = certificates.check(List.of(chain), use);
        if (!verdict.passes()) {
            refused.accept(verdict);
            throw new CertificateException(verdict.sentence());
        }
    }

    /** The platform's own, which knows how to compare names. */
    private static X509ExtendedTrustManager platform(List<X509Certificate> authorities) {
        try {
            for (TrustManager manager : TlsContext.trusting(authorities)) {
                if (manager instanceof X509ExtendedTrustManager extended) {
                    return extended;
                }
            }
            throw new IllegalStateException("the platform has no trust manager for X.509");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the platform's trust manager cannot be made", e);
        }
    }
}
