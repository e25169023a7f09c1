package org.concordat.sandbox;

import java.nio.file.Path;
import org.concordat.sandbox.gateway.GatewayProcess;
import org.concordat.sandbox.gateway.StoryClock;
import org.concordat.sandbox.keycloak.Keycloak;
import org.concordat.sandbox.keycloak.Realm;
import org.concordat.sandbox.machine.Cache;
import org.concordat.sandbox.machine.Registry;
import org.concordat.sandbox.machine.Run;
import org.concordat.sandbox.northshire.Northshire;
import org.concordat.sandbox.northshire.PartnerSystem;
import org.concordat.sandbox.postgres.Postgres;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One sandbox for all integration tests, started when the first test asks for it and stopped after the last. A test
 * takes it as a parameter, with {@code @ExtendWith(SharedStack.Extension.class)}.
 */
public final class SharedStack implements AutoCloseable {
    public static final String PROBATION = Northshire.PROBATION;
    public static final String POLICE = Northshire.POLICE;

    private final Stack stack = new Stack(line -> {});
    private final Cache cache = Cache.ofUser(System.getenv());
    private final Assembly assembly;
    private final Path environment;

    private SharedStack() throws Exception {
        Path root = Path.of(System.getProperty("concordat.root"));
        Path home = Path.of("target", "tested").toAbsolutePath();
        Run run = stack.add("the run", new Registry(cache.root().resolve("runs")).begin(home, line -> {}));
        try {
            assembly = Assembly.start(stack, run, cache, root, SharedStack::withUnboundSystem, line -> {});
            environment = stack.add("the environment file", Environment.write(run, home, assembly.environment()))
                    .file();
        } catch (Exception failed) {
            stack.close();
            throw failed;
        }
    }

    /** Its certificate is that of the police: only the binding is missing. */
    private static Realm withUnboundSystem(Realm realm) {
        return realm.withUnboundSystemForTests(realm.systems().stream()
                .filter(system -> system.agency().equals(POLICE))
                .findFirst()
                .orElseThrow());
    }

    public Assembly assembly() {
        return assembly;
    }

    /** What the command line takes as {@code --environment}. */
    public Path environment() {
        return environment;
    }

    public Run run() {
        return assembly.run();
    }

    public Cache cache() {
        return cache;
    }

    public Northshire northshire() {
        return assembly.northshire();
    }

    public Postgres postgres() {
        return assembly.postgres();
    }

    public Keycloak keycloak() {
        return assembly.keycloak();
    }

    /**
     * Another gateway beside this one's Keycloak and what its partners run, with a bundle, a clock and a database of its own.
     * Its run's {@code environment} is what the command line takes.
     *
     * @param own closes it
     */
    public Assembly beside(Stack own, Path home) throws Exception {
        Run run = own.add("a run", new Registry(cache.root().resolve("runs")).begin(home, line -> {}));
        Northshire northshire = northshire().withBundleIn(run.folder());
        StoryClock clock = new StoryClock(run.folder().resolve("clock"));
        Postgres postgres = own.add("PostgreSQL", Postgres.start(run, cache, line -> {}));
        PartnerSystem partner = own.add("the partner", PartnerSystem.start(northshire, run.folder()));
        northshire.writeBundle(partner.address(), partner.address());
        GatewayProcess gateway =
                own.add("the gateway", GatewayProcess.start(run, northshire, postgres, keycloak(), clock));
        Assembly beside = new Assembly(
                run, northshire, clock, postgres, keycloak(), partner, partner, assembly.partners(), gateway);
        own.add("the environment file", Environment.write(run, home, beside.environment()));
        return beside;
    }

    @Override
    public void close() {
        stack.close();
    }

    /** The one stack, for extensions that build on it. */
    public static SharedStack in(ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .computeIfAbsent(SharedStack.class, key -> begin(), SharedStack.class);
    }

    /** Another one, for a test that can bear nothing that others left behind; the caller closes it. */
    public static SharedStack ofItsOwn() {
        return begin();
    }

    private static SharedStack begin() {
        try {
            return new SharedStack();
        } catch (Exception failed) {
            throw new IllegalStateException("the stack of the integration tests did not begin", failed);
        }
    }

    /** Gives the one stack to the tests that ask for it. */
    public static final class Extension implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == SharedStack.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return in(context);
        }
    }
}
