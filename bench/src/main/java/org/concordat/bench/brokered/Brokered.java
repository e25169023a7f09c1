package org.concordat.bench.brokered;

import java.io.IOException;
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

    /**
     * Starts all that belongs to it in a run of its own.
     *
     * @param bytes of the draft that is sent
     */
    public static Brokered start(
            Run run, Cache cache, Northshire northshire, Keycloak keycloak, Primitive primitive, int clients, int bytes)
            throws IOException, InterruptedException {
        Postgres postgres = Postgres.start(run, cache, line -> {});
        Engine engine = new Engine(List.of(HEAP), primitive.classPath(), GatewayUnderBench.class.getName());
        StoryClock untouched = new StoryClock(run.folder().resolve("clock"));
        GatewayProcess gateway = GatewayProcess.start(engine, run, northshire, postgres, keycloak, untouched, Map.of());
        Path bell = run.folder().resolve("bell");
        Path addresses = addresses(run, northshire, keycloak, gateway, bell, clients, bytes);
        List<String> arguments = List.of(addresses.toString());
        // the sender says that it is ready only once the recipient has reached it
        var sender = new java.util.concurrent.FutureTask<>(
                () -> Commander.start(run, "sender", primitive.classPath(), Sender.class, arguments));
        Thread starting = new Thread(sender, "sender");
        starting.setDaemon(true);
        starting.start();
        while (!Files.exists(bell) && !sender.isDone()) {
            Thread.sleep(50);
        }
        Commander recipient = Commander.start(run, "recipient", primitive.classPath(), Recipient.class, arguments);
        try {
            return new Brokered(postgres, gateway, sender.get(), recipient);
        } catch (java.util.concurrent.ExecutionException failed) {
            throw new IOException("the sender did not start: " + failed.getMessage(), failed);
        }
    }

    private static Path addresses(
            Run run,
            Northshire northshire,
            Keycloak keycloak,
            GatewayProcess gateway,
            Path bell,
            int clients,
            int bytes)
            throws IOException {
        Properties addresses = new Properties();
        addresses.setProperty(Agency.GATEWAY, gateway.url().toString());
        addresses.setProperty(Agency.KEYCLOAK, keycloak.issuer().toString());
        addresses.setProperty(Agency.CERTIFICATES, northshire.certificates().toString());
        addresses.setProperty("bell", bell.toString());
        addresses.setProperty("clients", Integer.toString(clients));
        addresses.setProperty("bytes", Integer.toString(bytes));
        Path file = run.folder().resolve("addresses.properties");
        try (var out = Files.newBufferedWriter(file)) {
            addresses.store(out, null);
        }
        return file;
    }

    @Override
    public void close() throws IOException {
        sender.close();
        recipient.close();
        gateway.close();
        postgres.close();
    }
}
