package org.concordat.routes.connector;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.agency.Endpoint;
import org.concordat.protection.agency.HandsIn;
import org.concordat.routes.connector.JmsLines.Line;
import org.jspecify.annotations.Nullable;

/**
 * Takes messages from a queue of the agency's broker, over mutual TLS, each in a transaction with its answer: a message that
 * was taken is gone and its receipt is in the queue of replies, or neither. What is refused goes to the queue of that name and
 * {@value Endpoint.Jms#ASIDE}; what cannot be taken yet goes to the end of its queue, because a broker gives up what comes
 * back too often.
 */
public record JmsPickUp(JmsLines lines) implements PickUp {
    /** The property of an answer that says what it is: {@code receipt} or {@code problem}. */
    public static final String ANSWER = "ConcordatAnswer";
    /** The properties of a message that was put back: its id, and when it was sent. */
    private static final String ID = "ConcordatId";

    private static final String AT = "ConcordatAt";

    @Override
    public String name() {
        return "jms";
    }

    @Override
    public void look(List<Agency> agencies, Taking taking) throws ConnectorFailed {
        HandsIn way = agencies.get(0).handsIn().orElseThrow();
        Endpoint.Jms jms = (Endpoint.Jms) way.endpoint();
        Line line = new Line(jms.address(), way.attempts().timeOut());
        Outcome[] last = {Outcome.TAKEN};
        for (int i = 0; i < AT_ONCE && last[0] != Outcome.LATER && taking.goesOn(); i++) {
            boolean[] found = {false};
            lines.<ConnectorFailed>inSession(line, session -> {
                MessageConsumer consumer = session.createConsumer(session.createQueue(jms.queue()));
                Message message = consumer.receiveNoWait();
                if (message != null) {
                    found[0] = true;
                    last[0] = take(session, new Found(message), jms, agencies.get(0), taking);
                    session.commit();
                }
            });
            if (!found[0]) {
                return;
            }
        }
        if (last[0] == Outcome.LATER) {
            throw PickUp.later();
        }
    }

    private static Outcome take(Session session, Found found, Endpoint.Jms jms, Agency from, Taking taking)
            throws JMSException, ConnectorFailed {
        Answer answer = taking.take(from, found.arrival());
        if (answer.outcome() != Outcome.TAKEN) {
            String queue = answer.outcome() == Outcome.LATER ? jms.queue() : jms.queue() + Endpoint.Jms.ASIDE;
            session.createProducer(session.createQueue(queue)).send(found.again(session));
        }
        if (answer.outcome() != Outcome.LATER) {
            TextMessage reply = session.createTextMessage(answer.text());
            reply.setJMSCorrelationID(found.correlation());
            reply.setStringProperty(ANSWER, answer.outcome().word());
            session.createProducer(session.createQueue(jms.replies().orElseThrow()))
                    .send(reply);
        }
        return answer.outcome();
    }

    /** A message that was received, of which no more than what is taken stands in memory. */
    private static final class Found {
        private final Message message;
        private byte @Nullable [] read;

        Found(Message message) {
            this.message = message;
        }

        Arrival arrival() throws JMSException {
            boolean fit = message instanceof BytesMessage;
            return new Arrival(
                    id(),
                    Instant.ofEpochMilli(at()),
                    fit ? ((BytesMessage) message).getBodyLength() : 0,
                    fit ? Optional.empty() : Optional.of("arrival.no-bytes"),
                    () -> Optional.of(read((BytesMessage) message)));
        }

        private String id() throws JMSException {
            return String.valueOf(
                    message.propertyExists(ID) ? message.getStringProperty(ID) : message.getJMSMessageID());
        }

        private long at() throws JMSException {
            return message.propertyExists(AT) ? message.getLongProperty(AT) : message.getJMSTimestamp();
        }

        /** By which its sender knows the answer. */
        String correlation() throws JMSException {
            return message.getJMSCorrelationID() == null ? id() : message.getJMSCorrelationID();
        }

        private byte[] read(BytesMessage given) throws ConnectorFailed {
            try {
                byte[] bytes = new byte[(int) given.getBodyLength()];
                given.readBytes(bytes);
                read = bytes;
                return bytes.clone();
            } catch (JMSException e) {
                throw new ConnectorFailed("a message broke off");
            }
        }

        /** The same message, to be sent to another queue. */
        Message again(Session session) throws JMSException {
            if (!(message instanceof BytesMessage given)) {
                return message;
            }
            BytesMessage copy = session.createBytesMessage();
            copy.setJMSCorrelationID(correlation());
            copy.setStringProperty(ID, id());
            copy.setLongProperty(AT, at());
            if (read != null) {
                copy.writeBytes(read);
            } else {
                copy.setObjectProperty("JMS_AMQ_InputStream", new Body(given));
            }
            return copy;
        }
    }

    /** A message's bytes, one piece after the other. */
    private static final class Body extends InputStream {
        private final BytesMessage message;

        Body(BytesMessage message) {
            this.message = message;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            try {
                byte[] piece = new byte[Math.min(length, 1 << 16)];
                int read = message.readBytes(piece);
                System.arraycopy(piece, 0, into, from, Math.max(read, 0));
                return read;
            } catch (JMSException e) {
                throw new IOException("a message broke off");
            }
        }
    }
}
