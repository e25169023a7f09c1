package org.concordat.routes.connector;

import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;
import org.apache.activemq.artemis.api.core.ActiveMQNotConnectedException;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.api.jms.ActiveMQJMSClient;
import org.apache.activemq.artemis.api.jms.JMSFactoryType;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyConnectorFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import org.apache.activemq.artemis.jms.client.ActiveMQConnection;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;

/** Connections to agencies' brokers over mutual TLS, kept open for a while. Safe to share. */
public final class JmsLines implements AutoCloseable {
    private final SSLContext tls;
    private final Map<Line, ActiveMQConnectionFactory> brokers = new ConcurrentHashMap<>();
    private final KeptLines<Line, Open> open;

    /** A broker, and how long it may take to answer. */
    record Line(URI address, Duration timeOut) {}

    /** What is open to a broker. Its client would make a new line, if it were asked for the one of a session that is broken. */
    record Open(ActiveMQConnection connection, RemotingConnection line) {
        /** Tells the broker so. */
        void close() {
            try {
                connection.close();
            } catch (JMSException e) {
                cut();
            }
        }

        /** Ends it at once, with all that waits on it: closing it in good order would wait for the broker's answer. */
        void cut() {
            line.fail(new ActiveMQNotConnectedException("given up"));
        }
    }

    /** What is done in one session; nothing of it counts that was not committed. */
    interface Work<E extends Exception> {
        void in(Session session) throws JMSException, E;
    }

    /** {@code tls} holds the gateway's client certificate and whom it trusts. */
    public JmsLines(SSLContext tls) {
        this(tls, System::nanoTime);
    }

    JmsLines(SSLContext tls, LongSupplier nanos) {
        this.tls = tls;
        this.open = new KeptLines<>(Open::close, Open::cut, nanos);
    }

    /** Does the work in one transacted session; all of it may take so long as the line says. */
    <E extends Exception> void inSession(Line broker, Work<E> work) throws ConnectorFailed, E {
        Open line = open(broker);
        Deadline deadline = Deadline.of(broker.timeOut(), line::cut);
        try (deadline;
                Session session = line.connection().createSession(true, Session.SESSION_TRANSACTED)) {
            work.in(session);
        } catch (JMSException e) {
            open.cut(broker, line);
            throw new ConnectorFailed(
                    deadline.hasPassed() ? "the recipient's broker was too slow" : "the recipient's broker refused it");
        }
    }

    /** One that is open, or a new one: the client may wait longer than it was told to, and is not waited for. */
    Open open(Line line) throws ConnectorFailed {
        Optional<Open> known = open.find(line);
        if (known.isPresent()) {
            return known.get();
        }
        CompletableFuture<Open> connecting = CompletableFuture.supplyAsync(
                () -> connect(line), connect -> new Thread(connect, "connects-jms").start());
        try {
            return open.keep(line, connecting.get(line.timeOut().toMillis(), TimeUnit.MILLISECONDS), line.timeOut());
        } catch (ExecutionException e) {
            throw new ConnectorFailed("the recipient's broker cannot be reached, or is not the one that it should be");
        } catch (TimeoutException e) {
            var unused = connecting.thenAccept(Open::cut);
            throw new ConnectorFailed("the recipient's broker did not answer in time");
        } catch (InterruptedException e) {
            var unused = connecting.thenAccept(Open::cut);
            Thread.currentThread().interrupt();
            throw new ConnectorFailed("interrupted while connecting");
        }
    }

    private Open connect(Line line) {
        try {
            var connection = (ActiveMQConnection)
                    brokers.computeIfAbsent(line, this::broker).createConnection();
            Open made = new Open(
                    connection,
                    Objects.requireNonNull(connection.getSessionFactory().getConnection()));
            connection.setExceptionListener(lost -> open.cut(line, made));
            connection.start();
            return made;
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
        broker.setConsumerWindowSize(0); // nothing is fetched that is not taken: what comes back too often is given up
        broker.setReconnectAttempts(0);
        broker.setUseTopologyForLoadBalancing(false);
        return broker;
    }

    @Override
    public void close() {
        open.close();
        brokers.values().forEach(ActiveMQConnectionFactory::close);
    }
}
