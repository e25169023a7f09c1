package org.concordat.routes.connector;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.agency.Endpoint;

/**
 * Tells the recipient by e-mail that something waits in its mailbox, or, where its file says so, sends the sealed copy
 * itself. What an e-mail shows besides is the same for everybody and everything; its Message-ID is the delivery's.
 *
 * @param post without a mail server nobody is told and nothing is handed over
 */
public record SecureEmailConnector(Post post) implements Connector {
    private static final String NOTICE = """
            Something waits for your agency at the gateway. Nothing of it is in this message.

            Collect it here: MAILBOX

            This message was sent by a machine. Nobody reads answers to it.
            """;

    @Override
    public String name() {
        return "secure-email";
    }

    @Override
    public Optional<String> lacks(Agency recipient) {
        return post.server().isPresent() ? Optional.empty() : Optional.of("a mail server (the settings below mail)");
    }

    @Override
    public void reach(Agency recipient) throws ConnectorFailed {
        MailServer mail = post.mail();
        Knock.at(
                mail.address().getHost(),
                mail.port(),
                recipient.connection().attempts().timeOut());
    }

    @Override
    public boolean tells(Agency recipient) {
        return recipient.connection().endpoint() instanceof Endpoint.SecureEmail email
                && email.content() == Endpoint.Content.NOTICE;
    }

    @Override
    public void tell(UUID delivery, Agency recipient) throws ConnectorFailed {
        String text = NOTICE.replace("MAILBOX", post.mail().mailbox() + "/" + delivery);
        send(delivery, recipient, message -> message.setText(text, StandardCharsets.UTF_8.name()));
    }

    @Override
    public Handover handOver(UUID delivery, Payload payload, Agency recipient) throws ConnectorFailed {
        if (tells(recipient) || !payload.mediaType().equals(Payload.SEALED)) {
            throw new ConnectorFailed("nothing goes by e-mail but what is sealed, to an agency that agreed to it");
        }
        send(delivery, recipient, Post.sealed(payload.toByteArray(), "smime.p7m"));
        return new Handover.Unconfirmed();
    }

    private void send(UUID delivery, Agency recipient, Post.Content content) throws ConnectorFailed {
        post.send(
                delivery,
                Connector.endpoint(recipient, Endpoint.SecureEmail.class).address(),
                recipient.connection().attempts().timeOut(),
                content);
    }
}
