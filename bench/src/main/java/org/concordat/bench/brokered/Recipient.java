package org.concordat.bench.brokered;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.concordat.bench.load.Commanded;
import org.concordat.protection.envelope.Opener;
import org.concordat.protection.envelope.Sealed;
import org.concordat.protection.receipt.Digest;
import org.concordat.protection.receipt.Statement;
import org.concordat.protection.receipt.StatementSigner;
import org.concordat.sandbox.northshire.Northshire;
import org.concordat.schemas.disclosure.Disclosure;
import org.concordat.schemas.disclosure.DisclosureContext;
import org.concordat.schemas.primitive.Primitives;
import org.concordat.schemas.signature.DisclosureVerifier;
import org.concordat.schemas.signature.RandomIds;
import tools.jackson.databind.JsonNode;

/**
 * The receiving agency's system: looks into its mailbox, collects what waits, opens it, verifies both signatures and
 * every part, and confirms it with a signed receipt.
 */
public final class Recipient {
    private static final System.Logger LOG = System.getLogger(Recipient.class.getName());
    private static final int READERS = 8;
    /** How long it rests between two looks. */
    private static final long REST_MILLIS = 20;

    private final Agency probation;
    private final X509Certificate sender;
    private final X509Certificate gateway;
    private final Opener opener;
    private final StatementSigner receipts;
    private final DisclosureContext context = DisclosureContext.standard();
    private final DisclosureVerifier verifier = new DisclosureVerifier();
    private final Set<UUID> taken = ConcurrentHashMap.newKeySet();
    private final ExecutorService readers = Executors.newFixedThreadPool(READERS);
    private final Bell bell;

    private volatile boolean open;

    private Recipient(Agency probation, Path certificates, Bell bell) throws Exception {
        this.probation = probation;
        this.sender = Agency.certificate(certificates.resolve(Northshire.POLICE).resolve("signing.crt"));
        this.gateway = Agency.certificate(certificates.resolve("gateway/signing.crt"));
        this.opener = new Opener(
                probation.keys().encryption().privateKey(),
                probation.keys().encryption().certificate());
        this.receipts = new StatementSigner(probation.id(), probation.keys().signing());
        this.bell = bell;
    }

    /** Takes the port of whoever commands, and a file of addresses. */
    public static void main(String[] arguments) throws Exception {
        Properties given = new Properties();
        try (var in = Files.newBufferedReader(Path.of(arguments[1]))) {
            given.load(in);
        }
        int port = Integer.parseInt(Files.readString(Path.of(given.getProperty("bell"))));
        Bell bell = Bell.reach(port);
        Recipient recipient = new Recipient(
                Agency.of(Northshire.PROBATION, given), Path.of(given.getProperty(Agency.CERTIFICATES)), bell);
        bell.listen(word -> recipient.open = word.equals("open"));
        Thread rounds = new Thread(recipient::look, "mailbox");
        rounds.setDaemon(true);
        rounds.start();
        try (Commanded commanded = new Commanded(Integer.parseInt(arguments[0]))) {
            commanded.serve("AES-GCM by " + Primitives.aesGcm().getProvider().getName());
        }
        System.exit(0);
    }

    private void look() {
        while (true) {
            try {
                if (open) {
                    takeNew();
                }
                Thread.sleep(REST_MILLIS);
            } catch (Exception failed) {
                LOG.log(System.Logger.Level.ERROR, "the mailbox cannot be looked into", failed);
                return;
            }
        }
    }

    private void takeNew() throws Exception {
        for (JsonNode waiting :
                Agency.expect(200, probation.gateway().mailbox()).json().path("deliveries")) {
            UUID delivery = UUID.fromString(waiting.path("delivery").asString(""));
            if (taken.add(delivery)) {
                readers.execute(() -> read(delivery));
            }
        }
    }

    private void read(UUID delivery) {
        try {
            byte[] sealed =
                    Agency.expect(200, probation.gateway().collect(delivery)).body();
            Disclosure disclosure = context.parser().parse(opener.open(new Sealed(sealed)));
            verifier.verifyReleased(disclosure, sender, gateway);
            Statement received = new Statement.Received(
                    RandomIds.random(),
                    probation.id(),
                    Clock.systemUTC().instant(),
                    delivery,
                    Digest.of(sealed),
                    Optional.of("N02A017"));
            Agency.expect(
                    204,
                    probation
                            .gateway()
                            .receipt(delivery, receipts.sign(received).jws()));
            bell.say(delivery.toString());
        } catch (Exception failed) {
            LOG.log(System.Logger.Level.ERROR, "a delivery was not read", failed);
        }
    }
}
