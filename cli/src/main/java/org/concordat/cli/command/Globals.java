package org.concordat.cli.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.concordat.cli.environment.Caller;
import org.concordat.cli.environment.Environment;
import org.concordat.cli.outcome.Exit;
import org.concordat.cli.outcome.Stopped;
import org.concordat.schemas.disclosure.DisclosureContext;
import org.concordat.schemas.terminology.AgencyId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that stand before every command, and what follows from them. */
public final class Globals {
    private static final Path SANDBOX = Path.of("sandbox", "target", "sandbox", "environment");

    private final Map<String, String> variables;
    private final Path home;
    private final Clock clock;

    @Option(names = "--as", paramLabel = "AGENCY")
    @Nullable
    String agency;

    @Option(names = "--environment", paramLabel = "FILE")
    @Nullable
    Path environment;

    @Option(names = "--json")
    boolean json;

    @Option(names = "--debug")
    boolean debug;

    /**
     * Options of one run.
     *
     * @param variables the environment variables
     * @param home the clone, below which a running sandbox leaves its environment file
     * @param clock real time
     */
    public Globals(Map<String, String> variables, Path home, Clock clock) {
        this.variables = Map.copyOf(variables);
        this.home = home;
        this.clock = clock;
    }

    public boolean json() {
        return json;
    }

    public boolean debug() {
        return debug;
    }

    Clock clock() {
        return clock;
    }

    DisclosureContext context() {
        return Standard.CONTEXT;
    }

    Environment environment() throws Stopped {
        if (environment != null) {
            return Environment.read(environment);
        }
        String named = variables.get("CONCORDAT_ENVIRONMENT");
        if (named != null && !named.isEmpty()) {
            return Environment.read(Path.of(named));
        }
        Path sandbox = home.resolve(SANDBOX);
        return Files.exists(sandbox) ? Environment.read(sandbox) : Environment.none();
    }

    Caller caller() throws Stopped {
        String named = agency != null ? agency : variables.get("CONCORDAT_AS");
        if (named == null || named.isEmpty()) {
            throw Stopped.of("agency.missing");
        }
        return caller(named);
    }

    /** Somebody whose keys are here too. */
    Caller caller(String named) throws Stopped {
        try {
            return new Caller(new AgencyId(named), environment(), clock);
        } catch (IllegalArgumentException e) {
            throw new Stopped(Exit.USAGE, "agency.form", String.valueOf(e.getMessage()));
        }
    }

    /** Made at the first command that needs it, once for all runs in this process. */
    private static final class Standard {
        static final DisclosureContext CONTEXT = DisclosureContext.standard();
    }
}
