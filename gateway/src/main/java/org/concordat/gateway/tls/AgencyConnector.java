package org.concordat.gateway.tls;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.springframework.boot.tomcat.TomcatConnectorCustomizer;

/** The connector of the API: TLS 1.3 and nothing older, and no connection without a client certificate. */
final class AgencyConnector implements TomcatConnectorCustomizer {
    private static final String VERSION = "TLSv1.3";

    private final GivenSslContext context;

    /**
     * @param key the gateway's own
     * @param trust decides about client certificates, revoked ones among them
     */
    AgencyConnector(PrivateKey key, List<X509Certificate> chain, X509TrustManager trust)
            throws GeneralSecurityException {
        SSLContext made = SSLContext.getInstance(VERSION);
        made.init(keyManagers(key, chain), new TrustManager[] {trust}, null);
        context = new GivenSslContext(made, chain, List.of(trust.getAcceptedIssuers()));
    }

    @Override
    public void customize(Connector connector) {
        if (!(connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http)) {
            throw new IllegalStateException("the API speaks HTTP/1.1 over TLS");
        }
        SSLHostConfig host = new SSLHostConfig();
        host.setHostName(http.getDefaultSSLHostConfigName());
        host.setProtocols(VERSION);
        host.setCertificateVerification("required");
        SSLHostConfigCertificate certificate =
                new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.UNDEFINED);
        certificate.setSslContext(context);
        host.addCertificate(certificate);
        http.setSSLEnabled(true);
        http.addSslHostConfig(host);
        connector.setScheme("https");
        connector.setSecure(true);
    }

    private static javax.net.ssl.KeyManager[] keyManagers(PrivateKey key, List<X509Certificate> chain)
            throws GeneralSecurityException {
        char[] none = new char[0];
        KeyStore store = KeyStore.getInstance("PKCS12");
        try {
            store.load(null, none);
        } catch (java.io.IOException e) {
            throw new GeneralSecurityException("an empty key store could not be made", e);
        }
        store.setKeyEntry("gateway", key, none, chain.toArray(X509Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, none);
        return factory.getKeyManagers();
    }
}
