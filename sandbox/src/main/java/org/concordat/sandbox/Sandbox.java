package org.concordat.sandbox;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.concordat.sandbox.keycloak.Keycloak;
import org.concordat.sandbox.machine.Cache;
import org.concordat.sandbox.machine.Registry;
import org.concordat.sandbox.machine.Requirements;
import org.concordat.sandbox.machine.Run;
import org.concordat.sandbox.story.Story;
import org.slf4j.LoggerFactory;

/** The sandbox: everything on one machine, until Enter or a signal, and then nothing of it. */
public final class Sandbox {
    /** The clone that the sandbox was started from. */
    private static final String ROOT_PROPERTY = "concordat.root";

    private static final int WELL = 0;
    private static final int FAILED = 1;

    private final Options options;
    private final PrintStream out;
    private final InputStream in;
    private final Cache cache;

    Sandbox(Options options, PrintStream out, InputStream in, Cache cache) {
        this.options = options;
        this.out = out;
        this.in = in;
        this.cache = cache;
    }

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        // before parts start side by side: what the first of them said meanwhile would be kept, and shown later
        LoggerFactory.getILoggerFactory();
        int outcome;
        try {
            Options options = Options.parse(List.of(arguments));
            outcome = new Sandbox(options, out, System.in, Cache.ofUser(System.getenv())).run();
        } catch (IllegalArgumentException misspelt) {
            out.println(misspelt.getMessage());
            outcome = FAILED;
        }
        System.exit(outcome);
    }

    int run() {
        Consumer<String> progress = options.quiet() ? line -> {} : line -> out.println("  " + line);
        Stack stack = new Stack(out::println);
        Thread onSignal = new Thread(stack::close, "stopping");
        Runtime.getRuntime().addShutdownHook(onSignal);
        try {
            return run(stack, progress);
        } catch (Exception failed) {
            if (onSignal.isAlive()) {
                return WELL; // stopped on request while starting: not an error
            }
            out.println("the sandbox did not start: " + failed.getMessage());
            return FAILED;
        } finally {
            stack.close();
        }
    }

    private int run(Stack stack, Consumer<String> progress) throws Exception {
        Path root = Path.of(System.getProperty(ROOT_PROPERTY, "."));
        Path home = Workplace.in(root);
        List<String> missing = Requirements.missing(cache.root(), Keycloak.isPrepared(cache), home);
        if (!missing.isEmpty()) {
            missing.forEach(out::println);
            return FAILED;
        }
        Run run = stack.add("the run", new Registry(cache.root().resolve("runs")).begin(home, progress));
        out.println("Starting PostgreSQL, Keycloak, the gateway and fictional Northshire (run " + run.id() + ")");
        Assembly assembly = Assembly.start(stack, run, cache, root, UnaryOperator.identity(), progress);
        Environment environment =
                stack.add("the environment file", Environment.write(run, home, assembly.environment()));
        out.println("Ready. Addresses: " + environment.file());
        boolean asTold = new Story(
                        out,
                        options.quiet(),
                        assembly.stage(environment.file(), run.folder().resolve("agencies")))
                .tell();
        if (!options.once()) {
            assembly.gateway().whenEnded(how -> {
                if (!stack.isClosing()) {
                    out.println(how);
                }
            });
            waitForEnter();
        }
        return asTold ? WELL : FAILED;
    }

    /** Without a terminal, Enter never comes: only a signal ends the wait then. */
    private void waitForEnter() throws IOException, InterruptedException {
        out.println("Press Enter or Ctrl-C to stop.");
        for (int read = in.read(); read != '\n'; read = in.read()) {
            if (read < 0) {
                new CountDownLatch(1).await();
            }
        }
    }

    /** What the sandbox was asked to do. */
    record Options(boolean once, boolean quiet) {
        static Options parse(List<String> arguments) {
            boolean once = false;
            boolean quiet = false;
            for (String argument : arguments) {
                switch (argument) {
                    case "--once" -> once = true;
                    case "--quiet" -> quiet = true;
                    default ->
                        throw new IllegalArgumentException(
                                "unknown option '" + argument + "'; known: --once, --quiet, --help");
                }
            }
            return new Options(once, quiet);
        }
    }

    /** Where the runs of one clone have their folders. */
    private static final class Workplace {
        static Path in(Path root) {
            Path target = root.toAbsolutePath().normalize().resolve("sandbox").resolve("target");
            // a clone of somebody else's can be used but not written
            return Files.isWritable(target)
                    ? target.resolve("sandbox")
                    : Path.of(System.getProperty("java.io.tmpdir"), "concordat-" + System.getProperty("user.name"));
        }
    }
}
