package org.concordat.protection.key;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ssl.X509TrustManager;

/**
 * Whom a TLS connection is held with: clients and servers whose certificate is valid for that use, as {@link Certificates}
 * finds. A server's name is checked too, where the connection asks for that (endpoint identification): the platform does
 * so for every trust manager that sees nothing of the connection.
 *
 * @param refused told of each refusal, to count it; called on the handshake's thread
 */
public record PeerTrust(Certificates certificates, Consumer<Verdict> refused) implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        check(chain, Use.TLS_CLIENT);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        check(chain, Use.TLS_SERVER);
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
}
