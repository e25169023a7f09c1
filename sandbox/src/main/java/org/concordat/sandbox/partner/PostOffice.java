package org.concordat.sandbox.partner;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.imap.ImapHandler;
import com.icegreen.greenmail.server.AbstractServer;
import com.icegreen.greenmail.server.ProtocolHandler;
import com.icegreen.greenmail.smtp.SmtpServer;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.concordat.protection.key.TrustPolicy;

/** The mail server that the gateway's e-mail leaves by and arrives at: a GreenMail, over TLS. */
public final class PostOffice implements AutoCloseable {
    public static final String GATEWAYS_ADDRESS = "gateway@concordat.example";
    public static final String GATEWAYS_USER = "gateway";
    public static final String GATEWAYS_PASSWORD = "right";

    private static final int BACKLOG = 50;
    private static final char[] PASSWORD = TrustPolicy.SAMPLE_PASSWORD.toCharArray();

    private final GreenMail mail;
    private final AbstractServer outgoing;
    private final AbstractServer incoming;

    private PostOffice(GreenMail mail, AbstractServer outgoing, AbstractServer incoming) {
        this.mail = mail;
        this.outgoing = outgoing;
        this.incoming = incoming;
    }

    /**
     * Starts it on free ports.
     *
     * @param own the key store of its certificate
     */
    public static PostOffice start(Path own) throws IOException, GeneralSecurityException {
        ServerSetup[] both = {
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS),
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAPS)
        };
        SSLContext tls = shows(own);
        Map<String, AbstractServer> servers = new HashMap<>();
        // GreenMail's own servers have one certificate for all of a process
        GreenMail mail = new GreenMail(both) {
            @Override
            protected Map<String, AbstractServer> createServices(ServerSetup[] setups, Managers managers) {
                servers.put(ServerSetup.PROTOCOL_SMTPS, outgoing(setups[0], managers, tls));
                servers.put(ServerSetup.PROTOCOL_IMAPS, incoming(setups[1], managers, tls));
                return servers;
            }
        };
        mail.setUser(GATEWAYS_ADDRESS, GATEWAYS_USER, GATEWAYS_PASSWORD);
        mail.start();
        return new PostOffice(
                mail,
                Objects.requireNonNull(servers.get(ServerSetup.PROTOCOL_SMTPS)),
                Objects.requireNonNull(servers.get(ServerSetup.PROTOCOL_IMAPS)));
    }

    private static SSLContext shows(Path own) throws IOException, GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(KeyStore.getInstance(own.toFile(), PASSWORD), PASSWORD);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), null, null);
        return tls;
    }

    private static AbstractServer outgoing(ServerSetup setup, Managers managers, SSLContext tls) {
        return new SmtpServer(setup, managers) {
            @Override
            protected ServerSocket openServerSocket() throws IOException {
                return listening(tls);
            }

            @Override
            protected ProtocolHandler createProtocolHandler(Socket socket) {
                return new Patient(super.createProtocolHandler(socket));
            }
        };
    }

    private static AbstractServer incoming(ServerSetup setup, Managers managers, SSLContext tls) {
        return new AbstractServer(setup, managers) {
            @Override
            protected ServerSocket openServerSocket() throws IOException {
                return listening(tls);
            }

            @Override
            protected ProtocolHandler createProtocolHandler(Socket socket) {
                return new Patient(new ImapHandler(managers.getUserManager(), managers.getImapHostManager(), socket));
            }
        };
    }

    private static ServerSocket listening(SSLContext tls) throws IOException {
        return tls.getServerSocketFactory().createServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    }

    /** Who knocks and leaves, as the gateway does before it releases anything, is no fault. */
    private record Patient(ProtocolHandler handler) implements ProtocolHandler {
        @Override
        public void run() {
            try {
                handler.run();
            } catch (IllegalStateException e) {
                if (!(e.getCause() instanceof IOException)) {
                    throw e;
                }
            }
        }

        @Override
        public void close() {
            handler.close();
        }
    }

    /** Where e-mail is handed in. */
    public String outgoing() {
        return "smtps://localhost:" + outgoing.getPort();
    }

    /** Where e-mail is read. */
    public String incoming() {
        return "imaps://localhost:" + incoming.getPort();
    }

    /** Has the gateway find an e-mail that carries this, from somebody. */
    public void send(String from, byte[] attached) throws MessagingException {
        MimeMessage message = new MimeMessage(Session.getInstance(new Properties()));
        message.setFrom(new InternetAddress(from));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(GATEWAYS_ADDRESS));
        message.setSubject("for you");
        message.setDataHandler(new DataHandler(new ByteArrayDataSource(attached, "application/pkcs7-mime")));
        message.setHeader("Content-Transfer-Encoding", "base64");
        message.saveChanges();
        mail.getUserManager().getUserByEmail(GATEWAYS_ADDRESS).deliver(message);
    }

    /** How many receipts the gateway has sent to an address. */
    public long receipts(String to) {
        return Arrays.stream(mail.getReceivedMessages())
                .filter(message -> isReceipt(message, to))
                .count();
    }

    private static boolean isReceipt(MimeMessage message, String to) {
        try {
            return Arrays.asList(message.getAllRecipients()).contains(new InternetAddress(to))
                    && message.getContentType().contains("receipt.p7m");
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All that it holds. */
    public GreenMail mail() {
        return mail;
    }

    @Override
    public void close() {
        mail.stop();
    }
}
