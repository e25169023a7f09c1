package org.concordat.bench.brokered;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.concordat.bench.load.Commanded;
import org.concordat.bench.peer.Security;
import org.concordat.protection.receipt.Receipt;
import org.concordat.protection.receipt.Statement;
import org.concordat.protection.receipt.StatementVerifier;
import org.concordat.sandbox.northshire.Northshire;
import org.concordat.schemas.disclosure.DisclosureContext;
import org.concordat.schemas.primitive.Primitives;
import org.concordat.schemas.signature.DisclosureSigner;
import org.concordat.schemas.terminology.AgencyId;

/**
 * The sending agency's system: signs each disclosure anew, hands it in over mutual TLS with its token, and verifies the
 * gateway's receipt. Each client has a conversation of its own.
 */
public final class Sender {
    private final Agency police;
    private final DisclosureSigner signer = new DisclosureSigner(DisclosureContext.standard(), Clock.systemUTC());
    private final StatementVerifier gateway;
    private final List<byte[]> drafts;
    private final Bell bell;
    /** How each client hands in. */
    private final List<Door> doors;

    private interface Door {
        String receipt(byte[] disclosure) throws Exception;
    }

    private Sender(Agency police, StatementVerifier gateway, List<byte[]> drafts, Bell bell, List<Door> doors) {
        this.doors = doors;
        this.police = police;
        this.gateway = gateway;
        this.drafts = drafts;
        this.bell = bell;
    }

    /** Takes the port of whoever commands, and a file of addresses. */
    public static void main(String[] arguments) throws Exception {
        Properties given = new Properties();
        try (var in = Files.newBufferedReader(Path.of(arguments[1]))) {
            given.load(in);
        }
        Agency police = Agency.of(Northshire.POLICE, given);
        StatementVerifier gateway = new StatementVerifier(
                new AgencyId("gateway"),
                List.of(Agency.certificate(
                        Path.of(given.getProperty(Agency.CERTIFICATES)).resolve("gateway/signing.crt"))));
        int clients = Integer.parseInt(given.getProperty("clients"));
        List<byte[]> drafts = drafts(Integer.parseInt(given.getProperty("bytes")), clients, given);
        try (Commanded commanded = new Commanded(Integer.parseInt(arguments[0]));
                Bell bell = Bell.reach(Integer.parseInt(given.getProperty("bell")))) {
            bell.listen(word -> {
                if (!word.isEmpty()) {
                    bell.ring(UUID.fromString(word));
                }
            });
            Sender sender = new Sender(police, gateway, drafts, bell, doors(police, given, clients));
            byte[] example = sender.signed(0);
            commanded.serve(
                    drafts.get(0).length + " bytes of draft, " + example.length + " signed; AES-GCM by "
                            + Primitives.aesGcm().getProvider().getName(),
                    clients,
                    sender::make);
        }
        System.exit(0);
    }

    /** One conversation a client: answers of one conversation wait for each other. */
    private static List<byte[]> drafts(int bytes, int clients, Properties given) throws Exception {
        Agency probation = Agency.of(Northshire.PROBATION, given);
        DisclosureContext context = DisclosureContext.standard();
        DisclosureSigner asking = new DisclosureSigner(context, Clock.systemUTC());
        byte[] request = Drafts.request(Clock.systemUTC()).getBytes(StandardCharsets.UTF_8);
        String answer = Drafts.answer(bytes, Clock.systemUTC());
        List<byte[]> drafts = new ArrayList<>();
        for (int client = 0; client < clients; client++) {
            byte[] signed = asking.sign(request, probation.keys().signing());
            Agency.expect(201, probation.gateway().submit(signed));
            var header = context.parser().parse(signed).header();
            drafts.add(
                    Drafts.inReplyTo(answer, header.id(), header.conversation().id())
                            .getBytes(StandardCharsets.UTF_8));
        }
        return drafts;
    }

    private static List<Door> doors(Agency police, Properties given, int clients) throws Exception {
        if (!Boolean.parseBoolean(given.getProperty("soap"))) {
            return Collections.nCopies(
                    clients,
                    disclosure -> Agency.expect(201, police.gateway().submit(disclosure))
                            .json()
                            .path("receipt")
                            .asString(""));
        }
        Security.prefer(Primitives.aesGcm().getProvider().getName().contains("Corretto") ? "accp" : "jdk");
        List<Door> doors = new ArrayList<>();
        for (int client = 0; client < clients; client++) {
            doors.add(Envelopes.of(police.keys(), given)::submit);
        }
        return doors;
    }

    private byte[] signed(int client) throws Exception {
        return signer.sign(drafts.get(client), police.keys().signing());
    }

    private void make(int client) throws Exception {
        Statement.Committed committed =
                gateway.verify(new Receipt(doors.get(client).receipt(signed(client))), Statement.Committed.class);
        bell.await(committed.deliveries().get(0).delivery());
    }
}
