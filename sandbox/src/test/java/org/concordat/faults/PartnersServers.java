package org.concordat.faults;

import com.icegreen.greenmail.util.GreenMail;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.concordat.protection.key.AgencyKeys;
import org.concordat.protection.key.TrustPolicy;
import org.concordat.sandbox.machine.Ports;
import org.concordat.sandbox.northshire.Northshire;
import org.concordat.sandbox.partner.Broker;
import org.concordat.sandbox.partner.EnvelopePolicy;
import org.concordat.sandbox.partner.FileServer;
import org.concordat.sandbox.partner.PostOffice;
import org.concordat.sandbox.partner.SealedInbox;
import org.concordat.sandbox.partner.WebService;

/**
 * Partners' real servers on this machine: a broker, files, a web service that takes sealed copies, and the mail server that
 * the gateway's e-mail leaves by.
 */
final class PartnersServers implements AutoCloseable {
    static final String QUEUE = "concordat.in";
    static final String REPLIES = "concordat.replies";

    private final Broker broker;
    private final FileServer files;
    private final PostOffice post;
    private final SealedInbox inbox = new SealedInbox();
    private final WebService service;

    private PartnersServers(Northshire northshire, Path folder) throws Exception {
        Path partner = northshire.certificates().resolve("partner").resolve("tls.p12");
        Path gatewaysKey = northshire.certificates().resolve("gateway").resolve("ssh.p12");
        broker = Broker.start(partner, northshire.trusted(folder), List.of(QUEUE, REPLIES));
        files = FileServer.start(
                folder.resolve("files"),
                AgencyKeys.pair(gatewaysKey, TrustPolicy.SAMPLE_PASSWORD.toCharArray())
                        .getPublic(),
                List.of("in", "out", "drop", "answers"));
        post = PostOffice.start(partner);
        service = WebService.start(
                Ports.free(1).get(0),
                partner,
                northshire.trusted(folder),
                inbox,
                SealedInbox.CONTRACT,
                EnvelopePolicy.of(
                        northshire.certificates().resolve(Northshire.CRC).resolve("envelope.p12"),
                        northshire.authority().certificate()));
    }

    static PartnersServers start(Northshire northshire, Path folder) throws Exception {
        return new PartnersServers(northshire, folder);
    }

    String overJms() {
        return "connection: {connector: jms, address: \"" + broker.address() + "\", queue: " + QUEUE + ", replies: "
                + REPLIES + "}";
    }

    String overSftp() {
        return "connection: {connector: sftp, address: \"" + files.address("in") + "\", receipts: /out, host-key: \""
                + files.hostKey() + "\"}";
    }

    /** Another folder, where is put what is handed in. */
    String inBySftp() {
        return "hands-in: {connector: sftp, address: \"" + files.address("drop")
                + "\", receipts: /answers, host-key: \"" + files.hostKey() + "\"}";
    }

    /** With envelopes protected for the company. */
    String overSoap() {
        return "connection: {connector: soap, address: \"" + service.address() + "\"}";
    }

    SealedInbox inbox() {
        return inbox;
    }

    String mailServer() {
        return post.outgoing();
    }

    GreenMail mail() {
        return post.mail();
    }

    Path file(String name) {
        return files.file(name);
    }

    /** What lies in the queue under this delivery id; stays there. */
    Optional<byte[]> message(UUID delivery) throws Exception {
        return broker.message(QUEUE, delivery);
    }

    /** The same, however often it lies there. */
    List<byte[]> messages(UUID delivery) throws Exception {
        return broker.messages(QUEUE, delivery);
    }

    /** All that lies in the queue. */
    List<byte[]> messages() throws Exception {
        return broker.all(QUEUE);
    }

    void reply(UUID delivery, String receipt) throws Exception {
        broker.reply(REPLIES, delivery, receipt);
    }

    @Override
    public void close() throws IOException {
        service.close();
        post.close();
        files.close();
        broker.close();
    }
}
