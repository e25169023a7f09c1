package org.concordat.sandbox;

import java.nio.file.Path;
import java.util.List;
import org.concordat.sandbox.keycloak.AgencySystem;
import org.concordat.sandbox.keycloak.Keycloak;
import org.concordat.sandbox.keycloak.Realm;
import org.concordat.sandbox.machine.Cache;
import org.concordat.sandbox.machine.Registry;
import org.concordat.sandbox.machine.Run;
import org.concordat.sandbox.postgres.Postgres;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One PostgreSQL and one Keycloak for all integration tests, each started when the first test asks for it and stopped
 * after the last. A test takes it as a parameter, with {@code @ExtendWith(SharedStack.Extension.class)}.
 */
public final class SharedStack implements AutoCloseable {
    public static final String PROBATION = "nps-north-east";
    public static final String POLICE = "northshire-police";

    private final Stack stack = new Stack(line -> {});
    private final Cache cache = Cache.ofUser(System.getenv());
    private final Run run;
    private final RunCertificates certificates;
    private final Realm realm;
    private @Nullable Postgres postgres;
    private @Nullable Keycloak keycloak;

    private SharedStack() throws Exception {
        Path home = Path.of("target", "sandbox").toAbsolutePath();
        run = stack.add("the run", new Registry(cache.root().resolve("runs")).begin(home, line -> {}));
        certificates = RunCertificates.create(run.folder().resolve("certificates"));
        realm = Realm.of(List.of(system(PROBATION), system(POLICE)), certificates.authority())
                .withUnboundSystemForTests(new AgencySystem(POLICE, certificates.issue(Realm.UNBOUND_CLIENT)));
    }

    private AgencySystem system(String agency) throws Exception {
        return new AgencySystem(agency, certificates.issue(agency));
    }

    public Run run() {
        return run;
    }

    public Cache cache() {
        return cache;
    }

    public RunCertificates certificates() {
        return certificates;
    }

    public synchronized Postgres postgres() throws Exception {
        if (postgres == null) {
            postgres = stack.add("PostgreSQL", Postgres.start(run, cache, line -> {}));
        }
        return postgres;
    }

    public synchronized Keycloak keycloak() throws Exception {
        if (keycloak == null) {
            keycloak = stack.add("Keycloak", Keycloak.start(run, cache, realm, certificates.ofKeycloak(), line -> {}));
        }
        return keycloak;
    }

    @Override
    public void close() {
        stack.close();
    }

    /** Gives the one stack to the tests that ask for it. */
    public static final class Extension implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == SharedStack.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.GLOBAL)
                    .computeIfAbsent(SharedStack.class, key -> begin(), SharedStack.class);
        }

        private static SharedStack begin() {
            try {
                return new SharedStack();
            } catch (Exception failed) {
                throw new IllegalStateException("the stack of the integration tests did not begin", failed);
            }
        }
    }
}
