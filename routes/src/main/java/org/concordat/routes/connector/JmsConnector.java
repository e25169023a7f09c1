package org.concordat.routes.connector;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.TextMessage;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQExceptionType;
import org.apache.activemq.artemis.jms.client.ActiveMQMessage;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.agency.Endpoint;

/**
 * Sends the copy to a queue of the recipient's broker, in a transaction, over mutual TLS. The broker drops what it has
 * under the same delivery id.
 */
public record JmsConnector(JmsLines lines) implements Connector, AutoCloseable {
    /** The property of a message that names its delivery, the same at every attempt; the correlation id does too. */
    public static final String DELIVERY = "ConcordatDelivery";

    /** The property that says what its bytes are. */
    public static final String MEDIA_TYPE = "ConcordatMediaType";

    /** By which Artemis knows a repeat. */
    private static final String REPEAT = "_AMQ_DUPL_ID";

    private static final int HEARD_AT_ONCE = 256;

    @Override
    public String name() {
        return "jms";
    }

    @Override
    public void reach(Agency recipient) throws ConnectorFailed {
        lines.open(line(recipient));
    }

    @Override
    public Handover handOver(UUID delivery, Payload payload, Agency recipient) throws ConnectorFailed {
        Endpoint.Jms jms = Connector.endpoint(recipient, Endpoint.Jms.class);
        lines.<RuntimeException>inSession(line(recipient), session -> {
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
        lines.<E>inSession(line(recipient), session -> {
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

    private static JmsLines.Line line(Agency recipient) throws ConnectorFailed {
        return new JmsLines.Line(
                Connector.endpoint(recipient, Endpoint.Jms.class).address(),
                recipient.connection().attempts().timeOut());
    }

    @Override
    public void close() {
        lines.close();
    }
}
