package org.concordat.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMailUtil;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.concordat.cli.gateway.Answer;
import org.concordat.protection.receipt.Statement;
import org.concordat.sandbox.SharedStack;
import org.concordat.sandbox.northshire.Northshire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A check whose question goes by file and by queue, and whose answer is announced by e-mail, over partners' real servers. */
@ExtendWith(SharedStack.Extension.class)
class ConnectorsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Longer than the longest pause between two looks for receipts. */
    private static final Duration LATER = Duration.ofMinutes(20);

    @Test
    void a_check_goes_over_every_connector_and_comes_back(SharedStack shared, @TempDir Path folder) throws Exception {
        try (PartnersServers servers = PartnersServers.start(shared.northshire(), folder);
                Ground ground = Ground.on(
                        shared,
                        Ground.HOME,
                        northshire -> {
                            connect(northshire, Northshire.POLICE, servers.overJms());
                            connect(northshire, Northshire.CHILDREN, servers.overSftp());
                            connect(
                                    northshire,
                                    Northshire.PROBATION,
                                    "connection: {connector: secure-email, address: court-team@nps.example}");
                        },
                        settings(servers, folder))) {
            Check check = Check.taken(ground);
            Document question = byQueue(ground, servers, check.toPolice());
            byFile(ground, servers, check.toChildren());
            announced(ground, servers, question);
        }
    }

    static Map<String, String> settings(PartnersServers servers, Path folder) throws Exception {
        Path password = Files.writeString(folder.resolve("mail-password"), "right\n");
        return Map.of(
                "concordat.gateway.mail.server",
                servers.mailServer(),
                "concordat.gateway.mail.from",
                "gateway@concordat.example",
                "concordat.gateway.mail.user",
                "gateway",
                "concordat.gateway.mail.password",
                password.toString(),
                "concordat.gateway.mail.mailbox",
                "https://gateway.concordat.example/v1/mailbox");
    }

    private static Document byQueue(Ground ground, PartnersServers servers, UUID delivery) throws Exception {
        byte[] sealed = Awaitility.await("the message")
                .atMost(PATIENCE)
                .until(() -> servers.message(delivery), java.util.Optional::isPresent)
                .orElseThrow();
        Correspondent police = ground.correspondent(Northshire.POLICE);
        comesTo(ground, delivery, "delivered");
        servers.reply(delivery, ground.correspondent(Northshire.CHILDREN).receipt(delivery, sealed));
        servers.reply(delivery, police.receipt(delivery, new byte[] {1}));
        ground.jump(LATER);
        Awaitility.await("the wrong ones are taken away")
                .atMost(PATIENCE)
                .until(() -> ground.metrics().contains("code=\"acknowledge.receipt-not-valid\""));
        assertThat(state(ground, delivery)).isEqualTo("delivered");
        servers.reply(delivery, police.receipt(delivery, sealed));
        servers.reply(delivery, police.receipt(delivery, sealed));
        ground.jump(LATER);
        comesTo(ground, delivery, "received");
        return police.open(sealed);
    }

    private static void byFile(Ground ground, PartnersServers servers, UUID delivery) throws Exception {
        Path file = servers.file("in/" + delivery + ".p7m");
        comesTo(ground, delivery, "delivered");
        Correspondent children = ground.correspondent(Northshire.CHILDREN);
        byte[] sealed = Files.readAllBytes(file);
        assertThat(children.open(sealed).sender()).isEqualTo(Northshire.PROBATION);
        Files.writeString(servers.file("out/" + delivery + ".receipt"), children.receipt(delivery, sealed));
        ground.jump(LATER);
        comesTo(ground, delivery, "received");
        try (Stream<Path> all = Files.list(servers.file("in"))) {
            assertThat(all.toList()).containsExactly(file);
        }
    }

    private static void announced(Ground ground, PartnersServers servers, Document question) throws Exception {
        Correspondent police = ground.correspondent(Northshire.POLICE);
        Document answer = police.write(
                "police-answer",
                Map.of(
                        "REQUEST", question.id().toString(),
                        "CONVERSATION", question.conversation().toString()));
        Answer submitted = police.submit(answer);
        assertThat(submitted.status()).as(submitted.text()).isEqualTo(201);
        UUID delivery = police.receipted(answer, submitted).deliveries().stream()
                .map(Statement.Promised::delivery)
                .findFirst()
                .orElseThrow();
        assertThat(servers.mail().waitForIncomingEmail(PATIENCE.toMillis(), 1)).isTrue();
        MimeMessage notice = servers.mail().getReceivedMessages()[0];
        assertThat(notice.getMessageID()).isEqualTo("<" + delivery + "@concordat.example>");
        assertThat(GreenMailUtil.getWholeMessage(notice))
                .contains("https://gateway.concordat.example/v1/mailbox/" + delivery)
                .doesNotContain(
                        "Dale", "Harrow", "Asha", "Lowe", "0654321F", "1991", "Refuge", "police", "Police", "NS/26");
        // who was told has not received
        assertThat(state(ground, delivery)).isEqualTo("queued");
        Correspondent probation = ground.correspondent(Northshire.PROBATION);
        assertThat(probation.waiting()).contains(delivery);
        Answer collected = probation.gateway().collect(delivery);
        assertThat(collected.status()).as(collected.text()).isEqualTo(200);
        assertThat(probation.open(collected.body()).id()).isEqualTo(answer.id());
        assertThat(probation
                        .gateway()
                        .receipt(delivery, probation.receipt(delivery, collected.body()))
                        .status())
                .isEqualTo(204);
        comesTo(ground, delivery, "received");
        ground.jump(LATER);
        assertThat(servers.mail().getReceivedMessages()).hasSize(1);
    }

    private static void comesTo(Ground ground, UUID delivery, String state) {
        Awaitility.await(state)
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(state(ground, delivery)).isEqualTo(state));
    }

    private static String state(Ground ground, UUID delivery) throws Exception {
        List<String> state = ground.rows("select state from delivery where id = ?", delivery);
        return state.get(0);
    }

    static void connect(Northshire northshire, String agency, String connection) throws Exception {
        Path file = northshire.configuration().resolve("agencies").resolve(agency + ".yaml");
        Files.writeString(file, Files.readString(file).replaceFirst("(?m)^connection: .*$", connection));
    }
}
