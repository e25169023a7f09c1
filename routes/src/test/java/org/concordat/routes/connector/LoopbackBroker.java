package org.concordat.routes.connector;

import java.nio.file.Path;
import java.util.List;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;

/** The partner's broker: it demands the gateway's certificate; its owner reaches it as {@code vm://0}. */
final class LoopbackBroker {
    private final EmbeddedActiveMQ broker;

    private LoopbackBroker(EmbeddedActiveMQ broker) {
        this.broker = broker;
    }

    /** @param port 0 for any that is free */
    static LoopbackBroker start(Path folder, int port, List<String> queues) throws Exception {
        String password = End.PASSWORD.replace(" ", "%20");
        Configuration configuration = new ConfigurationImpl()
                .setSecurityEnabled(false)
                .setJournalDirectory(folder.resolve("journal").toString())
                .setBindingsDirectory(folder.resolve("bindings").toString())
                .setLargeMessagesDirectory(folder.resolve("large").toString())
                .setPagingDirectory(folder.resolve("paging").toString())
                .addAcceptorConfiguration("in-vm", "vm://0")
                .addAcceptorConfiguration(
                        "tls",
                        "tcp://127.0.0.1:" + port
                                + "?sslEnabled=true;needClientAuth=true;keyStoreType=PKCS12;keyStorePath="
                                + ConnectorContract.PARTNER.keyStore(folder) + ";keyStorePassword=" + password
                                + ";trustStoreType=PKCS12;trustStorePath="
                                + ConnectorContract.GATEWAY.trustStore(folder) + ";trustStorePassword=" + password);
        for (String queue : queues) {
            configuration.addQueueConfiguration(QueueConfiguration.of(queue).setRoutingType(RoutingType.ANYCAST));
        }
        EmbeddedActiveMQ broker = new EmbeddedActiveMQ().setConfiguration(configuration);
        broker.start();
        return new LoopbackBroker(broker);
    }

    int port() {
        return ((NettyAcceptor) broker.getActiveMQServer().getRemotingService().getAcceptor("tls")).getActualPort();
    }

    /** How many are connected. */
    int lines() {
        return broker.getActiveMQServer().getRemotingService().getConnections().size();
    }

    void stop() throws Exception {
        broker.stop();
    }
}
