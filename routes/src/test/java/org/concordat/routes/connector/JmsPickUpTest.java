package org.concordat.routes.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.agency.Endpoint;
import org.concordat.routes.connector.PickUp.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an electronic-monitoring provider puts into a queue of its own broker, at a real one that demands a client certificate. */
class JmsPickUpTest {
    private static final End GATEWAY = ConnectorContract.GATEWAY;
    private static final End PARTNER = ConnectorContract.PARTNER;
    private static final String QUEUE = "concordat.from-tagging";
    private static final String REPLIES = "concordat.answers";
    private static final String ASIDE = QUEUE + Endpoint.Jms.ASIDE;

    @TempDir
    Path folder;

    private final JmsLines lines = new JmsLines(GATEWAY.trusting(PARTNER));
    private final JmsPickUp pickUp = new JmsPickUp(lines);
    private final Doorstep doorstep = new Doorstep();
    private LoopbackBroker broker;
    private Agency tagging;

    @BeforeEach
    void start() throws Exception {
        broker = LoopbackBroker.start(folder, 0, List.of(QUEUE, REPLIES, ASIDE));
        tagging = Doorstep.handingIn(
                new Endpoint.Jms(URI.create("tls://localhost:" + broker.port()), QUEUE, Optional.of(REPLIES)));
    }

    @AfterEach
    void stop() throws Exception {
        lines.close();
        broker.stop();
    }

    @Test
    void messages_are_taken_each_with_its_receipt() throws Exception {
        send("one", Doorstep.GOOD + 1);
        send("two", Doorstep.GOOD + 2);
        look();
        assertThat(doorstep.taken).containsExactly(Doorstep.GOOD + 1, Doorstep.GOOD + 2);
        assertThat(answers())
                .containsExactly(
                        "one receipt the receipt of northshire-prison", "two receipt the receipt of northshire-prison");
        assertThat(count(QUEUE)).isZero();
    }

    @Test
    void what_is_refused_goes_aside_with_all_its_bytes() throws Exception {
        send("one", "garbage");
        send("two", "garbage".repeat(100_000));
        doorstep.largest = 10 << 20;
        look();
        assertThat(answers()).containsExactly("one problem garbage", "two problem garbage");
        assertThat(aside()).containsExactly("garbage", "garbage".repeat(100_000));
    }

    @Test
    void a_huge_message_goes_aside_unread() throws Exception {
        String huge = Doorstep.GOOD.repeat(2 << 20);
        send("huge", huge);
        send("next", Doorstep.GOOD);
        look();
        assertThat(answers())
                .containsExactly("huge problem too large", "next receipt the receipt of northshire-prison");
        assertThat(aside().get(0).equals(huge)).isTrue();
    }

    @Test
    void a_message_of_text_is_refused_too() throws Exception {
        inSession(session ->
                session.createProducer(session.createQueue(QUEUE)).send(session.createTextMessage(Doorstep.GOOD)));
        look();
        assertThat(answers().get(0)).endsWith(" problem arrival.no-bytes");
        assertThat(count(ASIDE)).isEqualTo(1);
    }

    @Test
    void what_cannot_be_taken_yet_comes_again_however_often_and_is_the_same() throws Exception {
        doorstep.good = Outcome.LATER;
        send("one", Doorstep.GOOD);
        for (int i = 0; i < 15; i++) { // more often than a broker delivers again
            assertThatThrownBy(this::look).isInstanceOf(ConnectorFailed.class);
        }
        doorstep.good = Outcome.TAKEN;
        look();
        assertThat(doorstep.taken).containsExactly(Doorstep.GOOD);
        assertThat(doorstep.arrivals)
                .extracting(Arrival::name)
                .hasSize(16)
                .containsOnly(doorstep.arrivals.get(0).name());
        assertThat(doorstep.arrivals)
                .extracting(Arrival::at)
                .containsOnly(doorstep.arrivals.get(0).at());
        assertThat(answers()).containsExactly("one receipt the receipt of northshire-prison");
    }

    @Test
    void after_a_kill_between_taking_and_answering_it_is_taken_again() throws Exception {
        send("one", Doorstep.GOOD);
        doorstep.meanwhile = () -> {
            throw new IllegalStateException("killed");
        };
        assertThatThrownBy(this::look).isInstanceOf(IllegalStateException.class);
        assertThat(answers()).isEmpty();
        doorstep.meanwhile = () -> {};
        look();
        assertThat(answers()).hasSize(1);
        assertThat(doorstep.arrivals)
                .extracting(Arrival::name)
                .hasSize(2)
                .containsOnly(doorstep.arrivals.get(0).name());
        assertThat(count(QUEUE)).isZero();
    }

    @Test
    void a_broker_that_is_not_the_agencys_is_not_read() throws Exception {
        send("one", Doorstep.GOOD);
        try (JmsLines deceived = new JmsLines(GATEWAY.trusting(End.make()))) {
            assertThatThrownBy(() -> new JmsPickUp(deceived).look(List.of(tagging), doorstep))
                    .isInstanceOf(ConnectorFailed.class);
        }
        assertThat(doorstep.arrivals).isEmpty();
        assertThat(count(QUEUE)).isEqualTo(1);
    }

    private void look() throws ConnectorFailed {
        pickUp.look(List.of(tagging), doorstep);
    }

    private interface Use {
        void of(Session session) throws Exception;
    }

    private static void inSession(Use use) throws Exception {
        try (ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory("vm://0");
                Connection connection = factory.createConnection();
                Session session = connection.createSession()) {
            connection.start();
            use.of(session);
        }
    }

    private static void send(String correlation, String text) throws Exception {
        inSession(session -> {
            BytesMessage message = session.createBytesMessage();
            message.writeBytes(text.getBytes(StandardCharsets.UTF_8));
            message.setJMSCorrelationID(correlation);
            session.createProducer(session.createQueue(QUEUE)).send(message);
        });
    }

    private static int count(String queue) throws Exception {
        int[] count = {0};
        inSession(session -> {
            try (QueueBrowser browser = session.createBrowser(session.createQueue(queue))) {
                for (var all = browser.getEnumeration(); all.hasMoreElements(); all.nextElement()) {
                    count[0]++;
                }
            }
        });
        return count[0];
    }

    private static List<String> answers() throws Exception {
        List<String> answers = new ArrayList<>();
        inSession(session -> {
            MessageConsumer consumer = session.createConsumer(session.createQueue(REPLIES));
            for (Message m = consumer.receiveNoWait(); m != null; m = consumer.receiveNoWait()) {
                answers.add(m.getJMSCorrelationID() + " " + m.getStringProperty(JmsPickUp.ANSWER) + " "
                        + ((TextMessage) m).getText());
            }
        });
        return answers;
    }

    private static List<String> aside() throws Exception {
        List<String> aside = new ArrayList<>();
        inSession(session -> {
            MessageConsumer consumer = session.createConsumer(session.createQueue(ASIDE));
            for (Message m = consumer.receiveNoWait(); m != null; m = consumer.receiveNoWait()) {
                byte[] bytes = new byte[(int) ((BytesMessage) m).getBodyLength()];
                ((BytesMessage) m).readBytes(bytes);
                aside.add(new String(bytes, StandardCharsets.UTF_8));
            }
        });
        return aside;
    }
}
