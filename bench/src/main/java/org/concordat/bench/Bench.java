package org.concordat.bench;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.concordat.bench.brokered.Brokered;
import org.concordat.bench.brokered.Drafts;
import org.concordat.bench.brokered.Primitive;
import org.concordat.bench.brokered.Steps;
import org.concordat.bench.peer.Peer;
import org.concordat.bench.rules.RulesBenchmark;
import org.concordat.sandbox.Stack;
import org.concordat.sandbox.keycloak.Keycloak;
import org.concordat.sandbox.keycloak.Realm;
import org.concordat.sandbox.machine.Cache;
import org.concordat.sandbox.machine.Registry;
import org.concordat.sandbox.machine.Run;
import org.concordat.sandbox.northshire.Northshire;

/**
 * Measures whole exchanges of ours and of a peer in the same run, side by side, and prints what came of it. Fails only
 * when something went wrong: figures are for people to judge.
 */
public final class Bench {
    private static final String ROOT_PROPERTY = "concordat.root";

    private final Options options;
    private final Report report;
    private final Consumer<String> progress;
    private final Path root = Path.of(System.getProperty(ROOT_PROPERTY, "."));
    private final Cache cache = Cache.ofUser(System.getenv());

    private Bench(Options options, PrintStream out) {
        this.options = options;
        this.report = new Report(out);
        this.progress = line -> out.println("  " + line);
    }

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        int outcome = 0;
        try {
            Bench bench = new Bench(Options.parse(List.of(arguments)), out);
            bench.run();
        } catch (IllegalArgumentException misspelt) {
            out.println(misspelt.getMessage());
            outcome = 2;
        } catch (Exception failed) {
            out.println("the measurement failed: " + failed.getMessage());
            outcome = 1;
        }
        System.exit(outcome);
    }

    private void run() throws Exception {
        machine();
        if (!options.rulesAlone()) {
            Stack stack = new Stack(progress);
            Thread onSignal = new Thread(stack::close, "stopping");
            Runtime.getRuntime().addShutdownHook(onSignal);
            try {
                exchanges(stack);
            } finally {
                stack.close();
            }
        }
        if (options.soapAlone()) {
            return;
        }
        report.say("");
        report.say("Rules.decide under 200 agreements: %s", RulesBenchmark.run(options.quick()));
        if (options.rulesAlone() || !options.quick()) {
            report.say("the document's steps, each alone, in µs: %s", Steps.run(options.quick()));
        }
    }

    private void machine() throws Exception {
        String processor = Files.readAllLines(Path.of("/proc/cpuinfo"), StandardCharsets.UTF_8).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 2))
                .findFirst()
                .orElse("unknown processor");
        report.say(
                "%s, %d of them; Java %s; %s",
                processor,
                Runtime.getRuntime().availableProcessors(),
                Runtime.version(),
                Clock.systemUTC().instant());
    }

    private void exchanges(Stack stack) throws Exception {
        Registry registry = new Registry(cache.root().resolve("runs"));
        Path home = root.resolve("bench/target/bench").toAbsolutePath();
        Run run = stack.add("the run", registry.begin(home, progress));
        Northshire northshire = Northshire.make(root, run.folder());
        URI nobody = URI.create("https://localhost:1/nobody-is-there");
        northshire.writeBundle(nobody, nobody);
        Keycloak keycloak = stack.start(
                        "Keycloak",
                        () -> Keycloak.start(
                                run,
                                cache,
                                Realm.of(northshire.systems(), northshire.plan().authority()),
                                northshire.keycloak(),
                                progress))
                .await();
        boolean soap = options.oursAlone() && options.soapAlone();
        Side ourNative = brokered("ours, native", stack, registry, home, northshire, keycloak, Primitive.ACCP, soap);
        if (options.oursAlone()) {
            report.costs(rounds(warm(ourNative), false));
            return;
        }
        Path document = run.folder().resolve("document.xml");
        Files.writeString(document, Drafts.answer(options.bytes(), Clock.systemUTC()));
        if (options.soapAlone()) {
            // what travels by SOAP is the signed form, with its list of digests
            Path signed = run.folder().resolve("signed.xml");
            Files.write(signed, Drafts.padded(Files.readAllBytes(document)));
            Side ourSoap = brokered("ours, SOAP", stack, registry, home, northshire, keycloak, Primitive.ACCP, true);
            Side theirs = Side.of(
                    "CXF, our policy",
                    stack.start(
                                    "CXF, our policy",
                                    () -> Peer.underPolicy(
                                            run,
                                            System.getProperty("java.class.path"),
                                            Peer.Primitive.ACCP,
                                            options.clients(),
                                            signed))
                            .await());
            List<Side> sides = warm(ourSoap, ourNative, theirs);
            for (boolean alike : List.of(false, true)) {
                Map<Side, List<Measured>> measured = rounds(sides, alike);
                report.say("");
                report.say(alike ? "Each as often in a second as ours by SOAP:" : "Each as often as it can:");
                report.costs(measured);
                report.envelopes(
                        measured.getOrDefault(ourSoap, List.of()),
                        measured.getOrDefault(ourNative, List.of()),
                        measured.getOrDefault(theirs, List.of()));
            }
            return;
        }
        Side theirNative = peer("CXF, native", stack, run, Peer.Primitive.ACCP, document);
        Side theirPlain = peer("CXF, portable", stack, run, Peer.Primitive.JDK, document);
        List<Side> sides = new ArrayList<>(List.of(ourNative, theirNative, theirPlain));
        Optional<Side> ourPortable = Optional.empty();
        if (!options.quick()) {
            ourPortable = Optional.of(
                    brokered("ours, portable", stack, registry, home, northshire, keycloak, Primitive.PORTABLE, false));
            sides.add(ourPortable.get());
        }
        Map<Side, List<Measured>> measured = rounds(warm(sides.toArray(new Side[0])), false);
        report.costs(measured);
        report.say("");
        report.say("ours / CXF, processor time of all parties, median of %d interleaved rounds:", options.rounds());
        ratio("same provider on both sides, native (ACCP)", measured, ourNative, theirNative);
        ratio("ours with the native provider, CXF as it comes (JDK)", measured, ourNative, theirPlain);
        ourPortable.ifPresent(
                ours -> ratio("no native library on either side (ours BC + JDK, CXF JDK)", measured, ours, theirPlain));
    }

    /** Warms every side by count. */
    private List<Side> warm(Side... sides) throws IOException {
        for (Side side : sides) {
            side.clients().count(options.warm());
            progress.accept(side.name() + " is warm: " + options.warm() + " exchanges");
        }
        return List.of(sides);
    }

    /**
     * Gives each side its turn, again and again.
     *
     * @param alike as often in a second as the first of them, which goes at full speed; else all of them do
     */
    private Map<Side, List<Measured>> rounds(List<Side> sides, boolean alike) throws IOException {
        Map<Side, List<Measured>> measured = new LinkedHashMap<>();
        sides.forEach(side -> measured.put(side, new ArrayList<>()));
        for (int round = 0; round < options.rounds(); round++) {
            double aSecond = 0;
            for (Map.Entry<Side, List<Measured>> side : measured.entrySet()) {
                Measured one = Measured.round(side.getKey(), options.round(), aSecond);
                side.getValue().add(one);
                aSecond = !alike ? 0 : aSecond > 0 ? aSecond : one.perSecond();
            }
        }
        return measured;
    }

    private Side brokered(
            String name,
            Stack stack,
            Registry registry,
            Path home,
            Northshire northshire,
            Keycloak keycloak,
            Primitive primitive,
            boolean soap)
            throws Exception {
        // a run of its own: its database and its gateway share no file with the other's
        Run own = stack.add("the run of " + name, registry.begin(home, progress));
        return Side.of(
                name,
                stack.start(
                                name,
                                () -> Brokered.start(
                                        own,
                                        cache,
                                        northshire,
                                        keycloak,
                                        primitive,
                                        options.clients(),
                                        options.bytes(),
                                        soap))
                        .await());
    }

    private Side peer(String name, Stack stack, Run run, Peer.Primitive primitive, Path document) throws Exception {
        return Side.of(
                name,
                stack.start(
                                name,
                                () -> Peer.start(
                                        run,
                                        System.getProperty("java.class.path"),
                                        primitive,
                                        options.clients(),
                                        document))
                        .await());
    }

    private void ratio(String what, Map<Side, List<Measured>> measured, Side ours, Side theirs) {
        report.ratio(what, measured.getOrDefault(ours, List.of()), measured.getOrDefault(theirs, List.of()));
    }
}
