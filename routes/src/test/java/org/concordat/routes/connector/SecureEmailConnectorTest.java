package org.concordat.routes.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.agency.Endpoint;
import org.concordat.protection.agency.Endpoint.Content;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A charity's e-mail, by a server that asks for a password. */
class SecureEmailConnectorTest extends ConnectorContract {
    private static final String ADDRESS = "advocates@safe-haven.example";

    private GreenMail server;
    private int port;
    private SecureEmailConnector connector = connector(0, "right");

    /** GreenMail reads its certificate once, from where these properties say. */
    @BeforeAll
    static void certificate() throws Exception {
        Path keys = PARTNER.keyStore(Files.createTempDirectory("greenmail"));
        System.setProperty("greenmail.tls.keystore.file", keys.toString());
        System.setProperty("greenmail.tls.keystore.password", End.PASSWORD);
    }

    @Override
    int start() throws Exception {
        server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS));
        server.setUser("gateway@concordat.example", "gateway", "right");
        server.setUser(ADDRESS, ADDRESS, "theirs");
        server.start();
        port = server.getSmtps().getPort();
        connector = connector(port, "right");
        return port;
    }

    private static SecureEmailConnector connector(int port, String password) {
        return new SecureEmailConnector(new Post(
                Optional.of(mail(port, password)),
                GATEWAY.trusting(PARTNER),
                Clock.fixed(Instant.parse("2026-03-02T09:15:00Z"), ZoneOffset.UTC)));
    }

    private static MailServer mail(int port, String password) {
        return new MailServer(
                URI.create("smtps://localhost:" + port),
                "gateway@concordat.example",
                Optional.of(new MailServer.Login("gateway", password)),
                URI.create("https://gateway.concordat.example/v1/mailbox"),
                Optional.empty());
    }

    @Override
    void stop() {
        server.stop();
    }

    @Override
    Connector connector() {
        return connector;
    }

    @Override
    Endpoint at(int at) {
        connector = connector(at, "right");
        return new Endpoint.SecureEmail(ADDRESS, Content.SEALED);
    }

    @Override
    List<byte[]> received() throws Exception {
        Map<String, byte[]> byId = new LinkedHashMap<>();
        for (MimeMessage message : server.getReceivedMessages()) {
            byId.put(message.getMessageID(), message.getInputStream().readAllBytes());
        }
        return List.copyOf(byId.values());
    }

    @Override
    void atImpostor(int at) throws Exception {
        new SecureEmailConnector(new Post(Optional.of(mail(at, "right")), GATEWAY.trusting(GATEWAY), Clock.systemUTC()))
                .handOver(DELIVERY, payload, recipient());
    }

    @Test
    void a_server_of_another_name_gets_nothing() throws Exception {
        // the certificate is trusted, but it names localhost
        MailServer other = new MailServer(
                URI.create("smtps://127.0.0.1:" + port),
                "gateway@concordat.example",
                Optional.empty(),
                URI.create("https://gateway.concordat.example/v1/mailbox"),
                Optional.empty());
        assertFails(() -> new SecureEmailConnector(
                        new Post(Optional.of(other), GATEWAY.trusting(PARTNER), Clock.systemUTC()))
                .handOver(DELIVERY, payload, recipient()));
        assertThat(received()).isEmpty();
    }

    @Test
    void a_wrong_password_is_refused_and_nothing_is_sent() throws Exception {
        assertFails(() -> connector(port, "wrong").handOver(DELIVERY, payload, registered(sealed())));
        assertThat(received()).isEmpty();
    }

    @Test
    void every_attempt_has_the_same_message_id() throws Exception {
        connector.tell(DELIVERY, told());
        connector.tell(DELIVERY, told());
        assertThat(server.getReceivedMessages())
                .hasSize(2)
                .allSatisfy(message ->
                        assertThat(message.getMessageID()).isEqualTo("<" + DELIVERY + "@concordat.example>"));
    }

    @Test
    void a_notice_says_where_to_collect_and_nothing_else() throws Exception {
        assertThat(connector.tells(told())).isTrue();
        connector.tell(DELIVERY, told());
        String whole = GreenMailUtil.getWholeMessage(server.getReceivedMessages()[0]);
        assertThat(whole)
                .contains(
                        "https://gateway.concordat.example/v1/mailbox/" + DELIVERY,
                        "Subject: Something waits for your agency")
                .doesNotContain(
                        "record",
                        "Northshire",
                        "prison",
                        new String(payload.toByteArray(), StandardCharsets.ISO_8859_1));
    }

    @Test
    void a_copy_goes_only_to_whom_agreed_to_it_and_only_sealed() throws Exception {
        assertFails(() -> connector.handOver(DELIVERY, payload, told()));
        assertFails(() -> connector.handOver(
                DELIVERY, new Payload("clear".getBytes(StandardCharsets.US_ASCII), "text/csv"), registered(sealed())));
        assertThat(received()).isEmpty();
        connector.handOver(DELIVERY, payload, registered(sealed()));
        assertThat(server.getReceivedMessages()[0].getContentType())
                .startsWith("application/pkcs7-mime; smime-type=authEnveloped-data");
    }

    @Test
    void a_gateway_without_a_mail_server_says_so() {
        SecureEmailConnector mute =
                new SecureEmailConnector(new Post(Optional.empty(), GATEWAY.trusting(PARTNER), Clock.systemUTC()));
        assertFails(() -> mute.reach(told()));
        assertFails(() -> mute.tell(DELIVERY, told()));
    }

    private static Endpoint sealed() {
        return new Endpoint.SecureEmail(ADDRESS, Content.SEALED);
    }

    private static Agency told() {
        return registered(new Endpoint.SecureEmail(ADDRESS, Content.NOTICE));
    }
}
