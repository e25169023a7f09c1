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
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/**
 * Sends e-mail by the gateway's mail server. What an e-mail shows besides its content is the same for everybody and everything.
 *
 * @param server without one nothing is sent
 * @param tls holds the gateway's client certificate and whom it trusts
 */
public record Post(Optional<MailServer> server, SSLContext tls, Clock clock) {
    /** Parts of a message that are made once what it carries is known. */
    interface Content {
        void in(MimeMessage message) throws MessagingException;
    }

    /** The content of a message that is nothing but something sealed. */
    static Content sealed(byte[] cms, String file) {
        return message -> {
            message.setDataHandler(new DataHandler(new ByteArrayDataSource(cms, Payload.SEALED)));
            message.setHeader("Content-Type", Payload.SEALED + "; name=" + file); // RFC 8551 section 3.2.1
            message.setHeader("Content-Transfer-Encoding", "base64");
            message.setHeader("Content-Disposition", "attachment; filename=" + file);
        };
    }

    /** @param id what its Message-ID is made of */
    void send(UUID id, String to, Duration timeOut, Content content) throws ConnectorFailed {
        MailServer mail = mail();
        String host = mail.address().getHost();
        try (Socket line = new Socket();
                Deadline deadline = Deadline.of(timeOut, line)) {
            line.connect(new InetSocketAddress(host, mail.port()), (int) timeOut.toMillis());
            SSLSocket secured = (SSLSocket) tls.getSocketFactory().createSocket(line, host, mail.port(), true);
            SSLParameters parameters = secured.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS"); // RFC 2818: the certificate names the host
            secured.setSSLParameters(parameters);
            Session session = session(mail);
            MimeMessage message = message(session, id, mail, to, content);
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

    private MimeMessage message(Session session, UUID id, MailServer mail, String to, Content content)
            throws MessagingException {
        MimeMessage message = new MimeMessage(session) {
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", "<" + id + "@" + mail.domain() + ">");
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

    MailServer mail() throws ConnectorFailed {
        return server.orElseThrow(() -> new ConnectorFailed("this gateway has no mail server"));
    }
}
