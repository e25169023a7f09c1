package org.concordat.routes.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ClientConsumer;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.concordat.protection.agency.Endpoint;
import org.junit.jupiter.api.Test;

/** An electronic-monitoring provider's queue, on a broker that demands a client certificate. */
class JmsConnectorTest extends KeptLinesContract {
    private static final String QUEUE = "concordat.in";
    private static final String REPLIES = "concordat.replies";

    private final JmsConnector connector = new JmsConnector(new JmsLines(GATEWAY.trusting(PARTNER), nanos::get));
    private LoopbackBroker broker;
    private int port;

    @Override
    int start() throws Exception {
        broker = LoopbackBroker.start(folder, port, List.of(QUEUE, REPLIES));
        port = broker.port();
        return port;
    }

    @Override
    void stop() throws Exception {
        broker.stop();
    }

    @Override
    Connector connector() {
        return connector;
    }

    @Override
    int lines() {
        return broker.lines();
    }

    @Override
    Endpoint at(int at) {
        return at(at, Optional.empty());
    }

    private static Endpoint at(int at, Optional<String> replies) {
        return new Endpoint.Jms(URI.create("tls://localhost:" + at), QUEUE, replies);
    }

    @Override
    List<byte[]> received() throws Exception {
        List<byte[]> received = new ArrayList<>();
        inVm(session -> {
            ClientConsumer consumer = session.createConsumer(QUEUE, true);
            for (ClientMessage m = consumer.receiveImmediate(); m != null; m = consumer.receiveImmediate()) {
                assertThat(m.getStringProperty(JmsConnector.DELIVERY)).isEqualTo(DELIVERY.toString());
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                m.saveToOutputStream(bytes);
                received.add(bytes.toByteArray());
            }
        });
        return received;
    }

    private interface Use {
        void of(ClientSession session) throws Exception;
    }

    private static void inVm(Use use) throws Exception {
        try (var locator = ActiveMQClient.createServerLocator("vm://0");
                var factory = locator.createSessionFactory();
                ClientSession session = factory.createSession(true, true)) {
            session.start();
            use.of(session);
        }
    }

    @Override
    void atImpostor(int at) throws Exception {
        try (JmsConnector deceived = new JmsConnector(new JmsLines(GATEWAY.trusting(End.make())))) {
            deceived.handOver(DELIVERY, payload, recipient(at));
        }
    }

    @Test
    void a_gateway_that_the_broker_does_not_know_hands_nothing_over() throws Exception {
        try (JmsConnector stranger = new JmsConnector(new JmsLines(End.make().trusting(PARTNER)))) {
            assertFails(() -> stranger.handOver(DELIVERY, payload, recipient()));
        }
        assertThat(received()).isEmpty();
    }

    @Test
    void a_broker_that_was_revoked_is_sent_nothing_any_more_once_the_line_to_it_is_old() throws Exception {
        AtomicBoolean revoked = new AtomicBoolean();
        SSLContext tls = GATEWAY.trusting(new Revocable(PARTNER.certificate(), revoked));
        try (JmsConnector asking = new JmsConnector(new JmsLines(tls, nanos::get))) {
            asking.handOver(DELIVERY, payload, recipient());
            revoked.set(true);
            // a session of TLS that is resumed would not ask
            new CountDownLatch(1).await(1_100, TimeUnit.MILLISECONDS);
            nanos.addAndGet(KeptLines.KEPT.toNanos());
            assertFails(() -> asking.reach(recipient()));
            assertFails(() -> asking.handOver(DELIVERY, payload, recipient()));
        }
    }

    @Test
    void without_a_queue_of_replies_the_brokers_word_confirms() throws Exception {
        assertThat(connector.handOver(DELIVERY, payload, recipient()))
                .isEqualTo(new Handover.Confirmed(Optional.empty()));
        assertThat(connector.handOver(DELIVERY, payload, registered(at(port, Optional.of(REPLIES)))))
                .isEqualTo(new Handover.Unconfirmed());
    }

    @Test
    void a_receipt_is_taken_from_the_queue_once_it_was_heard() throws Exception {
        reply(DELIVERY.toString(), "a.b.c\n");
        assertThatThrownBy(() -> connector.<IllegalStateException>hear(
                        registered(at(port, Optional.of(REPLIES))), List.of(), (delivery, statement) -> {
                            throw new IllegalStateException("the store is away");
                        }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(heard()).containsExactly(DELIVERY + " a.b.c");
        assertThat(heard()).isEmpty();
    }

    @Test
    void what_is_no_receipt_stops_none_behind_it() throws Exception {
        reply(null, "thank you");
        reply("of nothing", "thank you");
        reply(DELIVERY.toString(), "x".repeat(Connector.LARGEST_RECEIPT + 1));
        reply(DELIVERY.toString(), "a.b.c");
        assertThat(heard()).containsExactly(DELIVERY + " a.b.c");
    }

    private void reply(String correlation, String text) throws Exception {
        inVm(session -> {
            ClientMessage message = session.createMessage(org.apache.activemq.artemis.api.core.Message.TEXT_TYPE, true);
            if (correlation != null) {
                message.putStringProperty("JMSCorrelationID", correlation);
            }
            message.getBodyBuffer()
                    .writeNullableSimpleString(org.apache.activemq.artemis.api.core.SimpleString.of(text));
            session.createProducer(REPLIES).send(message);
        });
    }

    private List<String> heard() throws ConnectorFailed {
        List<String> heard = new ArrayList<>();
        connector.<RuntimeException>hear(
                registered(at(port, Optional.of(REPLIES))),
                List.<UUID>of(),
                (delivery, statement) -> heard.add(delivery + " " + statement.orElseThrow()));
        return heard;
    }
}
