package org.concordat.gateway;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.concordat.gateway.setting.GatewaySettings;
import org.concordat.gateway.setting.SettingsRejected;
import org.concordat.gateway.soap.EnvelopeKeys;
import org.concordat.gateway.soap.SoapConnector;
import org.concordat.protection.key.AgencyKeys;
import org.concordat.protection.key.KeysUnreadable;
import org.concordat.protection.key.PeerTrust;
import org.concordat.protection.key.RenewableTlsKey;
import org.concordat.protection.key.TlsContext;
import org.concordat.protection.key.Use;
import org.concordat.routes.connector.Connector;
import org.concordat.routes.connector.JmsConnector;
import org.concordat.routes.connector.JmsLines;
import org.concordat.routes.connector.JmsPickUp;
import org.concordat.routes.connector.MailPickUp;
import org.concordat.routes.connector.Post;
import org.concordat.routes.connector.Posting;
import org.concordat.routes.connector.RestConnector;
import org.concordat.routes.connector.SecureEmailConnector;
import org.concordat.routes.connector.SftpConnector;
import org.concordat.routes.connector.SftpLines;
import org.concordat.routes.connector.SftpPickUp;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The connectors that push, each with what the gateway shows and whom it trusts. */
@Configuration(proxyBeanMethods = false)
@Import({
    Equipment.class,
    JmsConnector.class,
    JmsPickUp.class,
    MailPickUp.class,
    RestConnector.class,
    SecureEmailConnector.class,
    SftpConnector.class,
    SftpPickUp.class
})
class ConnectorConfiguration {
    @Bean
    Posting posting(RenewableTlsKey own, PeerTrust peers) throws GeneralSecurityException {
        return new Posting(TlsContext.of(own, peers));
    }

    @Bean
    Connector soapConnector(GatewaySettings settings, Posting posting, PeerTrust peers) {
        return new SoapConnector(
                posting,
                EnvelopeKeys.find(settings, peers.certificates()),
                certificate ->
                        peers.certificates().check(certificate, Use.ENVELOPE).passes());
    }

    @Bean
    JmsLines jmsLines(RenewableTlsKey own, PeerTrust peers) throws GeneralSecurityException {
        return new JmsLines(TlsContext.of(own, peers));
    }

    @Bean
    SftpLines sftpLines(GatewaySettings settings) {
        return new SftpLines(keysOfSsh(settings.keys()));
    }

    @Bean
    Post post(GatewaySettings settings, RenewableTlsKey own, PeerTrust peers, Clock business)
            throws GeneralSecurityException {
        return new Post(settings.mail(), TlsContext.of(own, peers), business);
    }

    @Bean
    CustodyKeys custodyKeys(GatewaySettings settings) {
        return new CustodyKeys(settings.keys());
    }

    /** A key of its own: what signs in one protocol is not shown in another. Only who has partners with SFTP needs it. */
    private static Optional<KeyPair> keysOfSsh(GatewaySettings.Keys keys) {
        Path file = keys.folder().resolve("ssh.p12");
        try {
            return Files.exists(file) ? Optional.of(AgencyKeys.pair(file, keys.readPassword())) : Optional.empty();
        } catch (KeysUnreadable e) {
            throw new SettingsRejected(List.of(String.valueOf(e.getMessage())));
        }
    }
}
