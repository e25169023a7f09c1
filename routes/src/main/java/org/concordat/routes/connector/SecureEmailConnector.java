package org.concordat.routes.connector;

import jakarta.activation.DataHandler;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.agency.Endpoint;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/**
 * Tells the recipient by e-mail that something waits in its mailbox, or, where its file says so, sends the sealed copy
 * itself. What an e-mail shows besides is the same for everybody and everything; its Message-ID is the delivery's.
 */
public final class SecureEmailConnector implements Connector {
    private static final String NOTICE = """
            Something waits for your agency at the gateway. Nothing of it is in this message.

            Collect it here: MAILBOX

            This message was sent by a machine. Nobody reads answers to it.
            """;

    private final Optional<MailServer> server;
    private final SSLContext tls;
    private final Clock clock;

    /** Parts of a message that are made once what it carries is known. */
    private interface Content {
        void in(MimeMessage message) throws MessagingException;
    }

    /**
     * A connector over the gateway's mail server.
     *
     * @param server without one nobody is told and nothing is handed over
     * @param tls holds the gateway's client certificate and whom it trusts
     */
    public SecureEmailConnector(Optional<MailServer> server, SSLContext tls, Clock clock) {
        this.server = server;
        this.tls = tls;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "secure-email";
    }

    @Override
    public Optional<String> lacks(Agency recipient) {
        return server.isPresent() ? Optional.empty() : Optional.of("a mail server (the settings below mail)");
    }

    @Override
    public void reach(Agency recipient) throws ConnectorFailed {
        MailServer mail = server();
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
        String text = NOTICE.replace("MAILBOX", server().mailbox() + "/" + delivery);
        send(delivery, recipient, message -> message.setText(text, StandardCharsets.UTF_8.name()));
    }

    @Override
    public Handover handOver(UUID delivery, Payload payload, Agency recipient) throws ConnectorFailed {
        if (tells(recipient) || !payload.mediaType().equals(Payload.SEALED)) {
            throw new ConnectorFailed("nothing goes by e-mail but what is sealed, to an agency that agreed to it");
        }
        ByteArrayDataSource sealed = new ByteArrayDataSource(payload.toByteArray(), Payload.SEALED);
        send(delivery, recipient, message -> {
            message.setDataHandler(new DataHandler(sealed));
            message.setHeader("Content-Type", Payload.SEALED + "; name=smime.p7m"); // RFC 8551 section 3.2.1
            message.setHeader("Content-Transfer-Encoding", "base64");
            message.setHeader("Content-Disposition", "attachment; filename=smime.p7m");
        });
        return new Handover.Unconfirmed();
    }

    private void send(UUID delivery, Agency recipient, Content content) throws ConnectorFailed {
        MailServer mail = server();
        Duration timeOut = recipient.connection().attempts().timeOut();
        String host = mail.address().getHost();
        try (Socket line = new Socket();
                Deadline deadline = Deadline.of(timeOut, line)) {
            line.connect(new InetSocketAddress(host, mail.port()), (int) timeOut.toMillis());
            SSLSocket secured = (SSLSocket) tls.getSocketFactory().createSocket(line, host, mail.port(), true);
            SSLParameters parameters = secured.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS"); // RFC 2818: the certificate names the host
            secured.setSSLParameters(parameters);
            Session session = session(mail);
            MimeMessage message = message(
                    session,
                    delivery,
                    mail,
                    Connector.endpoint(recipient, Endpoint.SecureEmail.class).address(),
                    content);
            try (SMTPTransport transport = (SMTPTransport) session.getTransport("smtp")) {
                transport.connect(secured);
                transport.sendMessage(message, message.getAllRecipients());
            } catch (AuthenticationFailedException e) {
                throw new ConnectorFailed("the gateway's mail server refused its login");
            } catch (MessagingException e) {
                throw new ConnectorFailed(
                        deadline.hasPassed()
                                ? "the gateway's mail server was too slow"
                                : "the gateway's mail server did not take it, or is not the one that it should be");
            }
        } catch (IOException | MessagingException e) {
            throw new ConnectorFailed("the gateway's mail server cannot be spoken to");
        }
    }

    private static Session session(MailServer mail) {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", mail.address().getHost());
        properties.put("mail.smtp.localhost", mail.domain());
        properties.put("mail.smtp.auth", Boolean.toString(mail.login().isPresent()));
        mail.login().ifPresent(login -> properties.put("mail.smtp.user", login.user()));
        return Session.getInstance(properties, new Authenticator() {
            @Override
            protected @Nullable PasswordAuthentication getPasswordAuthentication() {
                return mail.login()
                        .map(login -> new PasswordAuthentication(login.user(), login.password()))
                        .orElse(null);
            }
        });
    }

    private MimeMessage message(Session session, UUID delivery, MailServer mail, String to, Content content)
            throws MessagingException {
        MimeMessage message = new MimeMessage(session) {
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", "<" + delivery + "@" + mail.domain() + ">");
            }
        };
        message.setFrom(new InternetAddress(mail.from(), true));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(to, true));
        message.setSubject("Something waits for your agency", StandardCharsets.US_ASCII.name());
        message.setSentDate(Date.from(clock.instant()));
        message.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834: nobody's absence note answers
        content.in(message);
        message.saveChanges();
        return message;
    }

    private MailServer server() throws ConnectorFailed {
        return server.orElseThrow(() -> new ConnectorFailed("this gateway has no mail server"));
    }
}
