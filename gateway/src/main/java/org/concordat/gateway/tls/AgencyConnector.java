package org.concordat.gateway.tls;

import java.security.GeneralSecurityException;
import java.util.List;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.concordat.protection.key.PeerTrust;
import org.concordat.protection.key.RenewableTlsKey;
import org.concordat.protection.key.TlsContext;
import org.springframework.boot.tomcat.TomcatConnectorCustomizer;

/** The connector of the API: TLS 1.3 and nothing older, and no connection without a client certificate. */
final class AgencyConnector implements TomcatConnectorCustomizer {
    private final GivenSslContext context;

    AgencyConnector(RenewableTlsKey own, PeerTrust peers) throws GeneralSecurityException {
        context = new GivenSslContext(TlsContext.of(own, peers), own::certificate, List.of(peers.getAcceptedIssuers()));
    }

    @Override
    public void customize(Connector connector) {
        if (!(connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http)) {
            throw new IllegalStateException("the API speaks HTTP/1.1 over TLS");
        }
        SSLHostConfig host = new SSLHostConfig();
        host.setHostName(http.getDefaultSSLHostConfigName());
        host.setProtocols(TlsContext.VERSION);
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
}
