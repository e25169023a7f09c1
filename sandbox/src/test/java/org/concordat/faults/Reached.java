package org.concordat.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.concordat.sandbox.northshire.Northshire.CHARITY;
import static org.concordat.sandbox.northshire.Northshire.CHILDREN;
import static org.concordat.sandbox.northshire.Northshire.CRC;
import static org.concordat.sandbox.northshire.Northshire.POLICE;
import static org.concordat.sandbox.northshire.Northshire.PROBATION;

import com.icegreen.greenmail.util.GreenMail;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.concordat.cli.gateway.Answer;
import org.concordat.gateway.soap.model.NotDone;
import org.concordat.sandbox.partner.SoapCaller;

/**
 * An agency, the connector that reaches it through a cable of its own, and what its server shows: a row of a table.
 *
 * @param copies what lies there under a delivery id: once for each time that its protocol lets it lie there
 * @param says how the agency says that it has a delivery
 */
record Reached(String connector, String agency, Cable cable, Copies copies, Says says) {
    /** What lies at the agency's server. */
    interface Copies {
        List<byte[]> of(UUID delivery) throws Exception;
    }

    /** Brings a signed receipt to where the gateway finds it. */
    interface Says {
        /** Whether it was answered at once; else it is found later. */
        boolean has(UUID delivery, String receipt) throws Exception;
    }

    /** Cables to the servers, before the gateway is there that uses them. */
    record Cables(Cable files, Cable broker, Cable post, Cable service) implements AutoCloseable {
        static Cables to(PartnersServers servers) throws Exception {
            return new Cables(
                    Cable.to(port(servers.overSftp())),
                    Cable.to(port(servers.overJms())),
                    Cable.to(port(servers.mailServer())),
                    Cable.to(port(servers.overSoap())));
        }

        private static int port(String address) {
            return Integer.parseInt(address.replaceAll("(?s).*localhost:(\\d+).*", "$1"));
        }

        @Override
        public void close() throws IOException {
            files.close();
            broker.close();
            post.close();
            service.close();
        }
    }

    /** An address as it is reached over a cable. */
    static String over(Cable cable, String address) {
        return address.replaceFirst("localhost:\\d+", "localhost:" + cable.port());
    }

    static List<Reached> all(Ground ground, PartnersServers servers, Cables cables) throws Exception {
        SoapCaller company =
                SoapCaller.of(ground.northshire(), CRC, ground.address().resolve("/v1/soap"));
        return List.of(
                new Reached(
                        "rest",
                        CHILDREN,
                        ground.toPartner(),
                        delivery -> ground.partner().pushesOf(delivery.toString()).stream()
                                .map(push -> push.getBody())
                                .toList(),
                        (delivery, receipt) -> true),
                new Reached(
                        "sftp",
                        PROBATION,
                        cables.files(),
                        delivery -> files(servers, delivery),
                        (delivery, receipt) -> {
                            Files.writeString(servers.file("out/" + delivery + ".receipt"), receipt);
                            return false;
                        }),
                new Reached("jms", POLICE, cables.broker(), servers::messages, (delivery, receipt) -> {
                    servers.reply(delivery, receipt);
                    return false;
                }),
                new Reached(
                        "secure-email",
                        CHARITY,
                        cables.post(),
                        delivery -> mails(servers.mail(), delivery),
                        (delivery, receipt) -> {
                            Answer answer =
                                    ground.correspondent(CHARITY).gateway().receipt(delivery, receipt);
                            assertThat(answer.status()).isIn(204, 422);
                            return true;
                        }),
                new Reached("soap", CRC, cables.service(), servers.inbox()::copies, (delivery, receipt) -> {
                    try {
                        company.acknowledge(delivery, receipt);
                    } catch (NotDone refused) {
                        assertThat(refused.getFaultInfo().getCode()).isEqualTo("acknowledge.receipt-not-valid");
                    }
                    return true;
                }));
    }

    /** Whole or not: nothing else than the one file may be there in the end. */
    private static List<byte[]> files(PartnersServers servers, UUID delivery) throws Exception {
        List<byte[]> files = new ArrayList<>();
        try (Stream<Path> all = Files.list(servers.file("in"))) {
            for (Path file : all.filter(f -> f.getFileName().toString().contains(delivery.toString()))
                    .toList()) {
                files.add(Files.readAllBytes(file));
            }
        }
        return files;
    }

    private static List<byte[]> mails(GreenMail mail, UUID delivery) throws Exception {
        List<byte[]> mails = new ArrayList<>();
        for (MimeMessage message : mail.getReceivedMessages()) {
            if (message.getMessageID().contains(delivery.toString())) {
                ByteArrayOutputStream content = new ByteArrayOutputStream();
                message.getDataHandler().writeTo(content);
                mails.add(content.toByteArray());
            }
        }
        return mails;
    }

    /** Whether what came before comes again under the same id: it lies there once all the same, or is known by it. */
    boolean keepsOne() {
        return connector.equals("sftp") || connector.equals("jms");
    }

    @Override
    public String toString() {
        return connector;
    }
}
