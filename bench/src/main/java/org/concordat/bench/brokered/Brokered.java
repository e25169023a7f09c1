package org.concordat.bench.brokered;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.concordat.bench.load.Commander;
import org.concordat.sandbox.gateway.Engine;
import org.concordat.sandbox.gateway.GatewayProcess;
import org.concordat.sandbox.gateway.StoryClock;
import org.concordat.sandbox.keycloak.Keycloak;
import org.concordat.sandbox.machine.Cache;
import org.concordat.sandbox.machine.Run;
import org.concordat.sandbox.northshire.Northshire;
import org.concordat.sandbox.postgres.Postgres;

/**
 * A gateway with a database of its own, durable as in production, and two agencies' systems: a process each.
 *
 * @param sender whose clients begin the exchanges
 */
public record Brokered(Postgres postgres, GatewayProcess gateway, Commander sender, Commander recipient)
        implements AutoCloseable {
    /** The whole compiler, as the operator's guide has it; the sandbox saves it for the sake of a quick start. */
    private static final String HEAP = "-Xmx512m";

    private static final String MAILBOX = "{connector: mailbox}";

    /**
     * Starts all that belongs to it in a run of its own.
     *
     * @param bytes of the draft that is sent
     * @param soap whether it is handed in by SOAP
     */
    public static Brokered start(
            Run run,
            Cache cache,
            Northshire northshire,
            Keycloak keycloak,
            Primitive primitive,
            int clients,
            int bytes,
            boolean soap)
            throws IOException, InterruptedException {
        Path given = run.folder().resolve("addresses.properties");
        Path listens = run.folder().resolve("recipient.properties");
        Properties addresses = new Properties();
        addresses.setProperty(Agency.KEYCLOAK, keycloak.issuer().toString());
        addresses.setProperty(Agency.CERTIFICATES, northshire.certificates().toString());
        addresses.setProperty("recipient", listens.toString());
        addresses.setProperty("clients", Integer.toString(clients));
        addresses.setProperty("bytes", Integer.toString(bytes));
        addresses.setProperty("soap", Boolean.toString(soap));
        write(addresses, given);
        List<String> arguments = List.of(given.toString());
        Commander recipient = Commander.start(run, "recipient", primitive.classPath(), Recipient.class, arguments);
        Properties recipients = new Properties();
        try (var in = Files.newBufferedReader(listens)) {
            recipients.load(in);
        }
        addresses.setProperty("bell", recipients.getProperty("bell"));

        Postgres postgres = Postgres.start(run, cache, line -> {});
        Engine engine = new Engine(List.of(HEAP), primitive.classPath(), GatewayUnderBench.class.getName());
        StoryClock untouched = new StoryClock(run.folder().resolve("clock"));
        Northshire pushed = northshire.withBundleIn(run.folder());
        push(pushed, URI.create(recipients.getProperty("address")));
        GatewayProcess gateway = GatewayProcess.start(engine, run, pushed, postgres, keycloak, untouched, Map.of());
        addresses.setProperty(Agency.GATEWAY, gateway.url().toString());
        write(addresses, given);
        Commander sender = Commander.start(run, "sender", primitive.classPath(), Sender.class, arguments);
        return new Brokered(postgres, gateway, sender, recipient);
    }

    /** Probation's copies are pushed, not collected. */
    private static void push(Northshire northshire, URI address) throws IOException {
        northshire.writeBundle(address, address);
        Path file = northshire.configuration().resolve("agencies").resolve(Northshire.PROBATION + ".yaml");
        String text = Files.readString(file);
        if (!text.contains(MAILBOX)) {
            throw new IOException("the sandbox's probation has no mailbox any more");
        }
        Files.writeString(file, text.replace(MAILBOX, "{connector: rest, address: \"" + address + "\"}"));
    }

    private static void write(Properties properties, Path file) throws IOException {
        try (var out = Files.newBufferedWriter(file)) {
            properties.store(out, null);
        }
    }

    @Override
    public void close() throws IOException {
        sender.close();
        recipient.close();
        gateway.close();
        postgres.close();
    }
}
