package org.concordat.sandbox.partner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.concordat.protection.key.AgencyKeys;
import org.concordat.protection.key.TrustPolicy;
import org.concordat.sandbox.machine.Ports;
import org.concordat.sandbox.northshire.Northshire;
import org.concordat.sandbox.northshire.PartnerSystem;

/**
 * What Northshire's partners run for themselves, each on its own protocol.
 *
 * @param caseSystem probation's, which takes JSON over HTTPS
 * @param casework the company's case system, called by SOAP at its own contract
 * @param records the police's record system, called by SOAP with WS-Security
 * @param prison files
 * @param monitoring the broker of those who watch tags
 * @param post where e-mail goes, the gateway's and the charity's
 */
public record Partners(
        PartnerSystem caseSystem,
        Served<CaseworkSystem> casework,
        Served<RecordSystem> records,
        FileServer prison,
        Broker monitoring,
        PostOffice post)
        implements AutoCloseable {
    /** A web service, and what its owner sees of it. */
    public record Served<T>(T system, WebService service) implements AutoCloseable {
        @Override
        public void close() {
            service.close();
        }
    }

    /** The queue that the broker's owner reads. */
    public static final String QUEUE = "concordat.in";

    /** The queue of its receipts. */
    public static final String REPLIES = "concordat.replies";

    /** The queue that the broker's owner hands in by; and that of the answers. */
    public static final String OUT = "concordat.out";

    public static final String ANSWERS = "concordat.answers";

    private static final List<String> QUEUES = List.of(QUEUE, REPLIES, OUT, ANSWERS, OUT + ".refused");

    /** Starts all of them on free ports of loopback. */
    public static Partners start(Northshire northshire, Path folder) throws Exception {
        Path own = northshire.certificates().resolve("partner").resolve("tls.p12");
        List<AutoCloseable> started = new ArrayList<>();
        try {
            PartnerSystem caseSystem = add(started, PartnerSystem.start(northshire, folder));
            Path trusted = northshire.trusted(folder);
            FileServer prison = add(started, prison(northshire, folder.resolve("prison")));
            Broker monitoring = add(started, Broker.start(own, trusted, QUEUES));
            return new Partners(
                    caseSystem,
                    add(started, casework(own, trusted)),
                    add(started, records(northshire, own, trusted)),
                    prison,
                    monitoring,
                    add(started, PostOffice.start(own)));
        } catch (Exception failed) {
            for (AutoCloseable part : started) {
                part.close();
            }
            throw failed;
        }
    }

    private static <T extends AutoCloseable> T add(List<AutoCloseable> started, T part) {
        started.add(part);
        return part;
    }

    private static Served<CaseworkSystem> casework(Path own, Path trusted) throws Exception {
        CaseworkSystem system = new CaseworkSystem();
        int port = Ports.free(1).get(0);
        return new Served<>(system, WebService.start(port, own, trusted, system, CaseworkSystem.CONTRACT, Map.of()));
    }

    private static Served<RecordSystem> records(Northshire northshire, Path own, Path trusted) throws Exception {
        RecordSystem system = new RecordSystem();
        Path envelope = northshire.certificates().resolve(Northshire.POLICE).resolve("envelope.p12");
        Map<String, Object> policy =
                EnvelopePolicy.of(envelope, northshire.authority().certificate());
        int port = Ports.free(1).get(0);
        return new Served<>(system, WebService.start(port, own, trusted, system, RecordSystem.CONTRACT, policy));
    }

    private static FileServer prison(Northshire northshire, Path files) throws Exception {
        Path key = northshire.certificates().resolve("gateway").resolve("ssh.p12");
        return FileServer.start(
                files,
                AgencyKeys.pair(key, TrustPolicy.SAMPLE_PASSWORD.toCharArray()).getPublic(),
                List.of("in", "taken", "out", "answers"));
    }

    /** What stands in agencies' files for where they are, by the name that stands there. */
    public Map<String, String> places() {
        return Map.of(
                "CASE_SYSTEM", caseSystem.address().toString(),
                "CASEWORK", casework.service().address().toString(),
                "RECORDS", records.service().address().toString(),
                "PRISON_FILES", prison.address("in"),
                "PRISON_OUT", prison.address("out"),
                "PRISON_HOST_KEY", prison.hostKey(),
                "MONITORING_BROKER", monitoring.address());
    }

    /** What the gateway has to know to send e-mail, as its settings. */
    public Map<String, String> settings(Path folder) throws IOException {
        Path password = Files.writeString(folder.resolve("mail-password"), PostOffice.GATEWAYS_PASSWORD + "\n");
        return Map.of(
                "concordat.gateway.mail.server",
                post.outgoing(),
                "concordat.gateway.mail.inbox",
                post.incoming(),
                "concordat.gateway.mail.from",
                PostOffice.GATEWAYS_ADDRESS,
                "concordat.gateway.mail.user",
                PostOffice.GATEWAYS_USER,
                "concordat.gateway.mail.password",
                password.toString(),
                "concordat.gateway.mail.mailbox",
                "https://gateway.concordat.example/v1/mailbox");
    }

    @Override
    public void close() throws IOException {
        post.close();
        monitoring.close();
        prison.close();
        records.close();
        casework.close();
        caseSystem.close();
    }
}
