package org.concordat.faults;

import com.icegreen.greenmail.util.GreenMail;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.concordat.protection.key.AgencyKeys;
import org.concordat.protection.key.TrustPolicy;
import org.concordat.sandbox.northshire.Northshire;
import org.concordat.sandbox.partner.Broker;
import org.concordat.sandbox.partner.FileServer;
import org.concordat.sandbox.partner.PostOffice;

/** Partners' real servers on this machine: a broker, files, and the mail server that the gateway's e-mail leaves by. */
final class PartnersServers implements AutoCloseable {
    static final String QUEUE = "concordat.in";
    static final String REPLIES = "concordat.replies";

    private final Broker broker;
    private final FileServer files;
    private final PostOffice post;

    private PartnersServers(Northshire northshire, Path folder) throws Exception {
        Path partner = northshire.certificates().resolve("partner").resolve("tls.p12");
        Path gatewaysKey = northshire.certificates().resolve("gateway").resolve("ssh.p12");
        broker = Broker.start(partner, northshire.trusted(folder), List.of(QUEUE, REPLIES));
        files = FileServer.start(
                folder.resolve("files"),
                AgencyKeys.pair(gatewaysKey, TrustPolicy.SAMPLE_PASSWORD.toCharArray())
                        .getPublic(),
                List.of("in", "out"));
        post = PostOffice.start(partner);
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
        post.close();
        files.close();
        broker.close();
    }
}
