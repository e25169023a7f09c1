package org.concordat.faults;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ClientConsumer;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.concordat.protection.key.AgencyKeys;
import org.concordat.protection.key.TrustPolicy;
import org.concordat.sandbox.northshire.Northshire;

/** Partners' real servers on this machine: a broker, files, and the mail server that the gateway's e-mail leaves by. */
final class PartnersServers implements AutoCloseable {
    static final String QUEUE = "concordat.in";
    static final String REPLIES = "concordat.replies";

    private static final char[] PASSWORD = TrustPolicy.SAMPLE_PASSWORD.toCharArray();

    private final Path files;
    private final EmbeddedActiveMQ broker;
    private final SshServer sftp;
    private final String hostKey;
    private final GreenMail mail;

    private PartnersServers(Northshire northshire, Path gatewaysKeys, Path folder) throws Exception {
        Path partner = northshire.certificates().resolve("partner").resolve("tls.p12");
        files = Files.createDirectories(folder.resolve("files"));
        Files.createDirectories(files.resolve("in"));
        Files.createDirectories(files.resolve("out"));

        Configuration configuration = new ConfigurationImpl()
                .setSecurityEnabled(false)
                .setPersistenceEnabled(false)
                .addAcceptorConfiguration("in-vm", "vm://0")
                .addAcceptorConfiguration(
                        "tls",
                        "tcp://127.0.0.1:0?sslEnabled=true;needClientAuth=true;keyStoreType=PKCS12;keyStorePath="
                                + partner
                                + ";keyStorePassword=" + TrustPolicy.SAMPLE_PASSWORD
                                + ";trustStoreType=PKCS12;trustStorePath=" + trust(northshire, folder)
                                + ";trustStorePassword=" + TrustPolicy.SAMPLE_PASSWORD);
        for (String queue : List.of(QUEUE, REPLIES)) {
            configuration.addQueueConfiguration(QueueConfiguration.of(queue).setRoutingType(RoutingType.ANYCAST));
        }
        broker = new EmbeddedActiveMQ().setConfiguration(configuration);
        broker.start();

        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        KeyPair host = generator.generateKeyPair();
        hostKey = KeyUtils.getFingerPrint(BuiltinDigests.sha256, host.getPublic());
        KeyPair gateway = AgencyKeys.pair(gatewaysKeys, PASSWORD);
        sftp = SshServer.setUpDefaultServer();
        sftp.setHost("127.0.0.1");
        sftp.setKeyPairProvider(KeyPairProvider.wrap(host));
        sftp.setPublickeyAuthenticator((user, key, session) -> KeyUtils.compareKeys(key, gateway.getPublic()));
        sftp.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
        sftp.setFileSystemFactory(new VirtualFileSystemFactory(files));
        sftp.start();

        System.setProperty("greenmail.tls.keystore.file", partner.toString());
        System.setProperty("greenmail.tls.keystore.password", TrustPolicy.SAMPLE_PASSWORD);
        mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS));
        mail.setUser("gateway@concordat.example", "gateway", "right");
        mail.start();
    }

    static PartnersServers start(Northshire northshire, Path gatewaysKeys, Path folder) throws Exception {
        return new PartnersServers(northshire, gatewaysKeys, folder);
    }

    private static Path trust(Northshire northshire, Path folder) throws Exception {
        Path file = Files.createDirectories(folder).resolve("trust.p12");
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (InputStream in = Files.newInputStream(northshire.authorityCertificate());
                OutputStream out = Files.newOutputStream(file)) {
            store.setCertificateEntry(
                    "authority", CertificateFactory.getInstance("X.509").generateCertificate(in));
            store.store(out, PASSWORD);
        }
        return file;
    }

    String overJms() {
        int port =
                ((NettyAcceptor) broker.getActiveMQServer().getRemotingService().getAcceptor("tls")).getActualPort();
        return "connection: {connector: jms, address: \"tls://localhost:" + port + "\", queue: " + QUEUE + ", replies: "
                + REPLIES + "}";
    }

    String overSftp() {
        return "connection: {connector: sftp, address: \"sftp://concordat@localhost:" + sftp.getPort()
                + "/in\", receipts: /out, host-key: \"" + hostKey + "\"}";
    }

    String mailServer() {
        return "smtps://localhost:" + mail.getSmtps().getPort();
    }

    GreenMail mail() {
        return mail;
    }

    Path file(String name) {
        return files.resolve(name);
    }

    /** What lies in the queue under this delivery id; stays there. */
    Optional<byte[]> message(UUID delivery) throws Exception {
        try (var locator = ActiveMQClient.createServerLocator("vm://0");
                var factory = locator.createSessionFactory();
                ClientSession session = factory.createSession(true, true)) {
            session.start();
            ClientConsumer consumer = session.createConsumer(QUEUE, "ConcordatDelivery='" + delivery + "'", true);
            ClientMessage message = consumer.receiveImmediate();
            if (message == null) {
                return Optional.empty();
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            message.saveToOutputStream(bytes);
            return Optional.of(bytes.toByteArray());
        }
    }

    void reply(UUID delivery, String receipt) throws Exception {
        try (var locator = ActiveMQClient.createServerLocator("vm://0");
                var factory = locator.createSessionFactory();
                ClientSession session = factory.createSession(true, true)) {
            ClientMessage message = session.createMessage(Message.TEXT_TYPE, true);
            message.putStringProperty("JMSCorrelationID", delivery.toString());
            message.getBodyBuffer().writeNullableSimpleString(SimpleString.of(receipt));
            session.createProducer(REPLIES).send(message);
        }
    }

    @Override
    public void close() throws IOException {
        mail.stop();
        sftp.stop(true);
        try {
            broker.stop();
        } catch (Exception e) {
            throw new IOException("the broker did not stop", e);
        }
    }
}
