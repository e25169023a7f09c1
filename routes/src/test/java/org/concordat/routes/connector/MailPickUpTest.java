package org.concordat.routes.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.activation.DataHandler;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.agency.Endpoint;
import org.concordat.protection.envelope.Opener;
import org.concordat.protection.envelope.Sealed;
import org.concordat.protection.key.AgencyKeys;
import org.concordat.routes.connector.PickUp.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a charity sends to the gateway's own mailbox, at a real server. */
class MailPickUpTest {
    private static final String CHARITY = "advocates@safe-haven.example";
    private static final String GATEWAY = "gateway@concordat.example";

    private final Doorstep doorstep = new Doorstep();
    private final Agency charity = Doorstep.handingIn(new Endpoint.SecureEmail(CHARITY, Endpoint.Content.NOTICE));
    private GreenMail server;
    private GreenMailUser gateway;
    private GreenMailUser theirs;
    private MailPickUp pickUp;

    /** GreenMail reads its certificate once, from where these properties say. */
    @BeforeAll
    static void certificate() throws Exception {
        Path keys = ConnectorContract.PARTNER.keyStore(Files.createTempDirectory("greenmail"));
        System.setProperty("greenmail.tls.keystore.file", keys.toString());
        System.setProperty("greenmail.tls.keystore.password", End.PASSWORD);
    }

    @BeforeEach
    void start() {
        server = new GreenMail(new ServerSetup[] {
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS),
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAPS)
        });
        server.start();
        gateway = server.setUser(GATEWAY, "gateway", "right");
        theirs = server.setUser(CHARITY, CHARITY, "theirs");
        pickUp = at("right");
    }

    private MailPickUp at(String password) {
        return new MailPickUp(new Post(
                Optional.of(new MailServer(
                        URI.create("smtps://localhost:" + server.getSmtps().getPort()),
                        GATEWAY,
                        Optional.of(new MailServer.Login("gateway", password)),
                        URI.create("https://gateway.concordat.example/v1/mailbox"),
                        Optional.of(URI.create(
                                "imaps://localhost:" + server.getImaps().getPort())))),
                ConnectorContract.GATEWAY.trusting(ConnectorContract.PARTNER),
                Clock.systemUTC()));
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void an_attachment_is_taken_and_answered_sealed_at_the_registered_address() throws Exception {
        send(mail(CHARITY, Doorstep.GOOD));
        look();
        assertThat(doorstep.taken).containsExactly(Doorstep.GOOD);
        assertThat(count("INBOX")).isZero();
        assertThat(count("taken")).isEqualTo(1);
        MimeMessage answer = inbox(theirs).get(0);
        assertThat(answer.getHeader("In-Reply-To")[0])
                .isEqualTo(doorstep.arrivals.get(0).name());
        assertThat(answer.getContentType()).contains("name=receipt.p7m");
        assertThat(opened(answer)).isEqualTo("the receipt of northshire-prison");
    }

    @Test
    void what_is_refused_is_moved_aside_and_answered() throws Exception {
        MimeMessage bare = mail(CHARITY, "");
        bare.setText("Please take this: Dale Harrow");
        send(bare);
        look();
        assertThat(inbox(theirs)).extracting(MailPickUpTest::opened).containsExactly("arrival.no-attachment");
        assertThat(count("INBOX")).isZero();
        assertThat(count("refused")).isEqualTo(1);
    }

    @Test
    void of_what_is_refused_in_an_agencys_name_one_an_hour_is_answered_and_each_is_counted() throws Exception {
        for (int i = 0; i < 5; i++) {
            send(mail(CHARITY, "garbage"));
        }
        send(mail(CHARITY, Doorstep.GOOD));
        look();
        assertThat(inbox(theirs))
                .extracting(MailPickUpTest::opened)
                .containsExactly("garbage", "the receipt of northshire-prison");
        assertThat(doorstep.arrivals).hasSize(6);
        assertThat(count("refused")).isEqualTo(5);
    }

    @Test
    void what_is_refused_after_its_signature_held_is_answered_whatever_was_forged_before() throws Exception {
        for (String attached : List.of("garbage", Doorstep.SIGNED + " 1", "garbage", Doorstep.SIGNED + " 2")) {
            send(mail(CHARITY, attached));
        }
        look();
        assertThat(inbox(theirs))
                .extracting(MailPickUpTest::opened)
                .containsExactly("garbage", Doorstep.SIGNED + " 1", Doorstep.SIGNED + " 2");
    }

    @Test
    void of_one_that_anybody_sends_again_and_again_one_repeat_an_hour_is_answered() throws Exception {
        doorstep.repeats = true;
        for (int i = 0; i < 5; i++) {
            send(mail(CHARITY, Doorstep.GOOD));
        }
        send(mail(CHARITY, Doorstep.GOOD + " and another"));
        look();
        assertThat(inbox(theirs)).hasSize(3);
        assertThat(count("taken")).isEqualTo(6);
    }

    @Test
    void what_a_machine_sent_of_itself_is_counted_and_answered_to_nobody() throws Exception {
        for (String automatic : List.of("auto-generated", "auto-replied; owner-token=1")) {
            MimeMessage message = mail(CHARITY, Doorstep.GOOD);
            message.setHeader("Auto-Submitted", automatic);
            send(message);
        }
        look();
        assertThat(doorstep.arrivals)
                .extracting(Arrival::unfit)
                .containsOnly(Optional.of("arrival.automatic"))
                .hasSize(2);
        assertThat(doorstep.taken).isEmpty();
        assertThat(count("refused")).isEqualTo(2);
        assertThat(inbox(theirs)).isEmpty();
    }

    @Test
    void strangers_are_answered_to_nobody() throws Exception {
        send(mail("somebody@elsewhere.example", Doorstep.GOOD));
        MimeMessage two = mail(CHARITY, Doorstep.GOOD);
        two.addFrom(new InternetAddress[] {new InternetAddress("somebody@elsewhere.example")});
        send(two);
        look();
        assertThat(doorstep.arrivals).isEmpty();
        assertThat(count("refused")).isEqualTo(2);
        assertThat(inbox(theirs)).isEmpty();
    }

    @Test
    void what_cannot_be_taken_yet_stays_and_lets_the_others_pass() throws Exception {
        doorstep.good = Outcome.LATER;
        send(mail(CHARITY, Doorstep.GOOD));
        send(mail(CHARITY, "garbage"));
        assertThatThrownBy(this::look).isInstanceOf(ConnectorFailed.class);
        assertThat(count("INBOX")).isEqualTo(1);
        assertThat(count("refused")).isEqualTo(1);
        doorstep.good = Outcome.TAKEN;
        look();
        assertThat(doorstep.taken).hasSize(1);
    }

    @Test
    void what_cannot_be_decoded_is_moved_aside_and_lets_the_others_pass() throws Exception {
        for (String encoding : List.of("x-none", "base64", "uuencode")) {
            String raw = "From: " + CHARITY + "\r\nTo: " + GATEWAY
                    + "\r\nContent-Type: application/pkcs7-mime\r\nContent-Transfer-Encoding: " + encoding
                    + "\r\n\r\nMII\u0001";
            gateway.deliver(new MimeMessage(
                    Session.getInstance(new Properties()),
                    new ByteArrayInputStream(raw.getBytes(StandardCharsets.US_ASCII))));
        }
        send(mail(CHARITY, Doorstep.GOOD));
        look();
        assertThat(doorstep.taken).hasSize(1);
        assertThat(count("INBOX")).isZero();
        assertThat(count("refused")).isEqualTo(3);
    }

    @Test
    void one_that_fails_stays_and_lets_the_others_pass() throws Exception {
        send(mail(CHARITY, Doorstep.GOOD));
        send(mail(CHARITY, Doorstep.GOOD));
        doorstep.meanwhile = () -> {
            doorstep.meanwhile = () -> {};
            throw new IllegalStateException("one only");
        };
        assertThatThrownBy(this::look).isInstanceOf(ConnectorFailed.class);
        assertThat(doorstep.taken).hasSize(1);
        assertThat(count("INBOX")).isEqualTo(1);
    }

    @Test
    void as_many_as_one_agency_has_waiting_another_ones_pass() throws Exception {
        String other = "duty@refuge.example";
        doorstep.good = Outcome.LATER;
        for (int i = 0; i < PickUp.AT_ONCE + 1; i++) {
            send(mail(CHARITY, Doorstep.GOOD));
        }
        send(mail(other, "garbage"));
        Agency refuge = Doorstep.handingIn("refuge", new Endpoint.SecureEmail(other, Endpoint.Content.NOTICE));
        assertThatThrownBy(() -> pickUp.look(List.of(charity, refuge), doorstep))
                .isInstanceOf(ConnectorFailed.class);
        assertThat(doorstep.arrivals).hasSize(17);
        assertThat(count("refused")).isEqualTo(1);
    }

    @Test
    void after_a_kill_it_is_taken_again_as_the_same() throws Exception {
        send(mail(CHARITY, Doorstep.GOOD));
        doorstep.meanwhile = () -> {
            throw new IllegalStateException("killed");
        };
        assertThatThrownBy(this::look)
                .isInstanceOf(ConnectorFailed.class)
                .hasMessageContaining("IllegalStateException");
        doorstep.meanwhile = () -> {};
        look();
        assertThat(doorstep.arrivals).hasSize(2);
        assertThat(doorstep.arrivals.get(1).name())
                .isEqualTo(doorstep.arrivals.get(0).name());
        assertThat(doorstep.arrivals.get(1).at())
                .isEqualTo(doorstep.arrivals.get(0).at());
        assertThat(inbox(theirs)).hasSize(1);
    }

    @Test
    void a_huge_attachment_is_refused_unread() throws Exception {
        send(mail(CHARITY, Doorstep.GOOD.repeat(200_000)));
        look();
        assertThat(inbox(theirs)).extracting(MailPickUpTest::opened).containsExactly("too large");
    }

    @Test
    void without_the_login_nothing_is_read() {
        assertThatThrownBy(() -> at("wrong").look(List.of(charity), doorstep)).isInstanceOf(ConnectorFailed.class);
    }

    private void look() throws ConnectorFailed {
        pickUp.look(List.of(charity), doorstep);
    }

    private static MimeMessage mail(String from, String attached) throws Exception {
        MimeMessage message = new MimeMessage(Session.getInstance(new Properties()));
        message.setFrom(new InternetAddress(from));
        message.setRecipient(RecipientType.TO, new InternetAddress(GATEWAY));
        message.setSubject("for you");
        MimeBodyPart text = new MimeBodyPart();
        text.setText("see attachment");
        MimeBodyPart sealed = new MimeBodyPart();
        sealed.setDataHandler(new DataHandler(
                new ByteArrayDataSource(attached.getBytes(StandardCharsets.UTF_8), "application/pkcs7-mime")));
        sealed.setHeader("Content-Transfer-Encoding", "base64");
        message.setContent(new MimeMultipart(text, sealed));
        return message;
    }

    private void send(MimeMessage message) throws Exception {
        message.saveChanges();
        gateway.deliver(message);
    }

    private List<MimeMessage> inbox(GreenMailUser user) throws Exception {
        return server.getManagers().getImapHostManager().getInbox(user).getMessages().stream()
                .map(stored -> stored.getMimeMessage())
                .toList();
    }

    private int count(String name) throws Exception {
        MailFolder folder = server.getManagers().getImapHostManager().getFolder(gateway, name);
        return folder == null ? 0 : folder.getMessageCount();
    }

    private static String opened(MimeMessage answer) {
        try {
            return new String(
                    new Opener(List.of(new AgencyKeys.Encryption(
                                    ConnectorContract.PARTNER.keys().getPrivate(),
                                    ConnectorContract.PARTNER.certificate())))
                            .open(new Sealed(answer.getInputStream().readAllBytes())),
                    StandardCharsets.UTF_8);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
