package org.concordat.sandbox.partner;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.artemis.api.core.ActiveMQException;
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
import org.concordat.protection.key.TrustPolicy;
import org.concordat.routes.connector.JmsConnector;

/** A partner's message broker, an ActiveMQ Artemis in this process: over mutual TLS for others, at hand for its owner. */
public final class Broker implements AutoCloseable {
    private static final String CORRELATION = "JMSCorrelationID";
    /** By which each of a process is reached in it. */
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final EmbeddedActiveMQ broker;
    private final String atHand;

    private Broker(EmbeddedActiveMQ broker, String atHand) {
        this.broker = broker;
        this.atHand = atHand;
    }

    /**
     * Starts it on a free port.
     *
     * @param own the key store of its certificate
     * @param trusted the key store of whom it lets in
     */
    public static Broker start(Path own, Path trusted, List<String> queues) throws Exception {
        String atHand = "vm://" + NUMBERS.getAndIncrement();
        Configuration configuration = new ConfigurationImpl()
                .setSecurityEnabled(false)
                .setPersistenceEnabled(false)
                .addAcceptorConfiguration("in-vm", atHand)
                .addAcceptorConfiguration(
                        "tls",
                        "tcp://127.0.0.1:0?sslEnabled=true;needClientAuth=true;keyStoreType=PKCS12;keyStorePath=" + own
                                + ";keyStorePassword=" + TrustPolicy.SAMPLE_PASSWORD
                                + ";trustStoreType=PKCS12;trustStorePath=" + trusted
                                + ";trustStorePassword=" + TrustPolicy.SAMPLE_PASSWORD);
        for (String queue : queues) {
            configuration.addQueueConfiguration(QueueConfiguration.of(queue).setRoutingType(RoutingType.ANYCAST));
        }
        EmbeddedActiveMQ broker = new EmbeddedActiveMQ().setConfiguration(configuration);
        broker.start();
        return new Broker(broker, atHand);
    }

    /** {@code tls://host:port}. */
    public String address() {
        int port =
                ((NettyAcceptor) broker.getActiveMQServer().getRemotingService().getAcceptor("tls")).getActualPort();
        return "tls://localhost:" + port;
    }

    /** What lies in a queue under this delivery id; stays there. */
    public Optional<byte[]> message(String queue, UUID delivery) throws Exception {
        return messages(queue, delivery).stream().findFirst();
    }

    /** The same, however often it lies there. */
    public List<byte[]> messages(String queue, UUID delivery) throws Exception {
        return bodies(queue, JmsConnector.DELIVERY + "='" + delivery + "'");
    }

    private List<byte[]> bodies(String queue, String which) throws Exception {
        return atHand(session -> {
            session.start();
            List<byte[]> bodies = new ArrayList<>();
            ClientConsumer consumer = session.createConsumer(queue, which, true);
            for (ClientMessage m = consumer.receiveImmediate(); m != null; m = consumer.receiveImmediate()) {
                bodies.add(body(m));
            }
            return bodies;
        });
    }

    private static byte[] body(ClientMessage message) throws ActiveMQException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        message.saveToOutputStream(bytes);
        return bytes.toByteArray();
    }

    /** The bodies of all that lies in a queue, and what is written on them; stays there. */
    public List<byte[]> all(String queue) throws Exception {
        return atHand(session -> {
            session.start();
            List<byte[]> all = new ArrayList<>();
            ClientConsumer consumer = session.createConsumer(queue, true);
            for (ClientMessage m = consumer.receiveImmediate(); m != null; m = consumer.receiveImmediate()) {
                all.add(body(m));
                all.add(m.toString().getBytes(StandardCharsets.UTF_8));
            }
            return all;
        });
    }

    /** Lays a text into a queue, as an answer to a delivery. */
    public void reply(String queue, UUID delivery, String text) throws Exception {
        atHand(session -> {
            ClientMessage message = session.createMessage(Message.TEXT_TYPE, true);
            message.putStringProperty(CORRELATION, delivery.toString());
            message.getBodyBuffer().writeNullableSimpleString(SimpleString.of(text));
            session.createProducer(queue).send(message);
            return Optional.empty();
        });
    }

    /** Lays bytes into a queue, under an id that their answer is known by. */
    public void send(String queue, String correlation, byte[] bytes) throws Exception {
        atHand(session -> {
            ClientMessage message = session.createMessage(Message.BYTES_TYPE, true);
            message.putStringProperty(CORRELATION, correlation);
            message.getBodyBuffer().writeBytes(bytes);
            session.createProducer(queue).send(message);
            return Optional.empty();
        });
    }

    /** Whether anything lies in a queue under that id. */
    public boolean holds(String queue, String correlation) throws Exception {
        return atHand(session -> {
            session.start();
            return session.createConsumer(queue, CORRELATION + "='" + correlation + "'", true)
                            .receiveImmediate()
                    != null;
        });
    }

    /** The text that lies in a queue under that id; stays there. */
    public Optional<String> answer(String queue, String correlation) throws Exception {
        return atHand(session -> {
            session.start();
            ClientMessage message = session.createConsumer(queue, CORRELATION + "='" + correlation + "'", true)
                    .receiveImmediate();
            return message == null
                    ? Optional.empty()
                    : Optional.of(String.valueOf(message.getBodyBuffer().readNullableSimpleString()));
        });
    }

    private interface Work<T> {
        T in(ClientSession session) throws Exception;
    }

    private <T> T atHand(Work<T> work) throws Exception {
        try (var locator = ActiveMQClient.createServerLocator(atHand);
                var factory = locator.createSessionFactory();
                ClientSession session = factory.createSession(true, true)) {
            return work.in(session);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            broker.stop();
        } catch (Exception e) {
            throw new IOException("the broker did not stop", e);
        }
    }
}
