package org.concordat.routes.connector;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQExceptionType;
import org.apache.activemq.artemis.api.core.ActiveMQNotConnectedException;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.api.jms.ActiveMQJMSClient;
import org.apache.activemq.artemis.api.jms.JMSFactoryType;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyConnectorFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import org.apache.activemq.artemis.jms.client.ActiveMQConnection;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQMessage;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.agency.Endpoint;

/**
 * Sends the copy to a queue of the recipient's broker, in a transaction, over mutual TLS. The broker drops what it has
 * under the same delivery id. Connections are kept open.
 */
public final class JmsConnector implements Connector, AutoCloseable {
    /** The property of a message that names its delivery, the same at every attempt; the correlation id does too. */
    public static final String DELIVERY = "ConcordatDelivery";

    /** The property that says what its bytes are. */
    public static final String MEDIA_TYPE = "ConcordatMediaType";

    /** By which Artemis knows a repeat. */
    private static final String REPEAT = "_AMQ_DUPL_ID";

    private static final int HEARD_AT_ONCE = 256;

    private final SSLContext tls;
    private final Map<Line, ActiveMQConnectionFactory> brokers = new ConcurrentHashMap<>();
    private final Map<Line, ActiveMQConnection> open = new ConcurrentHashMap<>();

    /** A broker, and how long it may take to answer. */
    private record Line(URI address, Duration timeOut) {}

    /** What is done in one session; nothing of it counts that was not committed. */
    private interface Work<E extends Exception> {
        void in(Session session) throws JMSException, E;
    }

    /** {@code tls} holds the gateway's client certificate and whom it trusts. */
    public JmsConnector(SSLContext tls) {
        this.tls = tls;
    }

    @Override
    public String name() {
        return "jms";
    }

    @Override
    public void reach(Agency recipient) throws ConnectorFailed {
        connection(line(recipient));
    }

    @Override
    public Handover handOver(UUID delivery, Payload payload, Agency recipient) throws ConnectorFailed {
        Endpoint.Jms jms = Connector.endpoint(recipient, Endpoint.Jms.class);
        this.<RuntimeException>inSession(line(recipient), session -> {
            BytesMessage message = session.createBytesMessage();
            message.writeBytes(payload.toByteArray());
            message.setJMSCorrelationID(delivery.toString());
            message.setStringProperty(DELIVERY, delivery.toString());
            message.setStringProperty(MEDIA_TYPE, payload.mediaType());
            message.setStringProperty(REPEAT, delivery.toString());
            session.createProducer(session.createQueue(jms.queue())).send(message);
            try {
                session.commit();
            } catch (JMSException e) {
                if (!isRepeat(e)) {
                    throw e;
                }
            }
        });
        return jms.replies().isEmpty() ? new Handover.Confirmed(Optional.empty()) : new Handover.Unconfirmed();
    }

    /** The broker has it already, and dropped this one. */
    private static boolean isRepeat(JMSException e) {
        return e.getCause() instanceof ActiveMQException why
                && why.getType() == ActiveMQExceptionType.DUPLICATE_ID_REJECTED;
    }

    @Override
    public boolean hears() {
        return true;
    }

    /** Takes what lies in the queue of replies; what is no receipt is taken away too. */
    @Override
    public <E extends Exception> void hear(Agency recipient, List<UUID> unconfirmed, Heard<E> heard)
            throws ConnectorFailed, E {
        Optional<String> replies =
                Connector.endpoint(recipient, Endpoint.Jms.class).replies();
        if (replies.isEmpty()) {
            return;
        }
        this.<E>inSession(line(recipient), session -> {
            MessageConsumer consumer = session.createConsumer(session.createQueue(replies.get()));
            for (int i = 0; i < HEARD_AT_ONCE; i++) {
                Message message = consumer.receiveNoWait();
                if (message == null) {
                    return;
                }
                if (message instanceof TextMessage text
                        && !((ActiveMQMessage) text).getCoreMessage().isLargeMessage()) {
                    hear(text, heard);
                }
                session.commit();
            }
        });
    }

    /** Hands a message on, if it is a receipt by its form. */
    private static <E extends Exception> void hear(TextMessage message, Heard<E> heard) throws JMSException, E {
        String receipt = message.getText();
        UUID delivery;
        try {
            delivery = UUID.fromString(String.valueOf(message.getJMSCorrelationID()));
        } catch (IllegalArgumentException e) {
            return;
        }
        if (receipt != null && receipt.length() <= LARGEST_RECEIPT) {
            heard.heard(delivery, Optional.of(receipt.strip()));
        }
    }

    private <E extends Exception> void inSession(Line line, Work<E> work) throws ConnectorFailed, E {
        ActiveMQConnection connection = connection(line);
        Deadline deadline = Deadline.of(line.timeOut(), () -> cut(connection));
        try (deadline;
                Session session = connection.createSession(true, Session.SESSION_TRANSACTED)) {
            work.in(session);
        } catch (JMSException e) {
            open.remove(line, connection);
            cut(connection);
            throw new ConnectorFailed(
                    deadline.hasPassed() ? "the recipient's broker was too slow" : "the recipient's broker refused it");
        }
    }

    /** One that is open, or a new one: the client may wait longer than it was told to, and is not waited for. */
    private ActiveMQConnection connection(Line line) throws ConnectorFailed {
        ActiveMQConnection known = open.get(line);
        if (known != null) {
            return known;
        }
        CompletableFuture<ActiveMQConnection> connecting = CompletableFuture.supplyAsync(
                () -> connect(line), connect -> new Thread(connect, "connects-jms").start());
        try {
            ActiveMQConnection connection = connecting.get(line.timeOut().toMillis(), TimeUnit.MILLISECONDS);
            open.put(line, connection);
            return connection;
        } catch (ExecutionException e) {
            throw new ConnectorFailed("the recipient's broker cannot be reached, or is not the one that it should be");
        } catch (TimeoutException e) {
            var unused = connecting.thenAccept(JmsConnector::cut);
            throw new ConnectorFailed("the recipient's broker did not answer in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectorFailed("interrupted while connecting");
        }
    }

    private ActiveMQConnection connect(Line line) {
        try {
            var connection = (ActiveMQConnection)
                    brokers.computeIfAbsent(line, this::broker).createConnection();
            connection.setExceptionListener(lost -> open.remove(line, connection));
            connection.start();
            return connection;
        } catch (JMSException e) {
            throw new CompletionException(e);
        }
    }

    private ActiveMQConnectionFactory broker(Line line) {
        int timeOut = (int) line.timeOut().toMillis();
        Map<String, Object> parameters = Map.of(
                TransportConstants.HOST_PROP_NAME,
                line.address().getHost(),
                TransportConstants.PORT_PROP_NAME,
                line.address().getPort(),
                TransportConstants.SSL_ENABLED_PROP_NAME,
                true,
                TransportConstants.VERIFY_HOST_PROP_NAME,
                true,
                TransportConstants.NETTY_CONNECT_TIMEOUT,
                timeOut,
                GivenTls.GIVEN,
                tls);
        ActiveMQConnectionFactory broker = ActiveMQJMSClient.createConnectionFactoryWithoutHA(
                JMSFactoryType.CF, new TransportConfiguration(NettyConnectorFactory.class.getName(), parameters));
        broker.setCallTimeout(timeOut);
        broker.setInitialConnectAttempts(1);
        broker.setReconnectAttempts(0);
        broker.setUseTopologyForLoadBalancing(false);
        return broker;
    }

    /** Ends it at once, with all that waits on it: closing it in good order would wait for the broker's answer. */
    private static void cut(ActiveMQConnection connection) {
        var line = connection.getSessionFactory().getConnection();
        if (line != null) {
            line.fail(new ActiveMQNotConnectedException("given up"));
        }
    }

    private static Line line(Agency recipient) throws ConnectorFailed {
        return new Line(
                Connector.endpoint(recipient, Endpoint.Jms.class).address(),
                recipient.connection().attempts().timeOut());
    }

    @Override
    public void close() {
        open.values().forEach(JmsConnector::cut);
        brokers.values().forEach(ActiveMQConnectionFactory::close);
    }
}
