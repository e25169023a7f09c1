package org.concordat.sandbox;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.concordat.protection.key.TrustPolicy;
import org.concordat.sandbox.gateway.GatewayProcess;
import org.concordat.sandbox.gateway.StoryClock;
import org.concordat.sandbox.keycloak.Keycloak;
import org.concordat.sandbox.keycloak.Realm;
import org.concordat.sandbox.machine.Cache;
import org.concordat.sandbox.machine.Run;
import org.concordat.sandbox.northshire.Northshire;
import org.concordat.sandbox.northshire.PartnerSystem;
import org.concordat.sandbox.partner.Partners;
import org.concordat.sandbox.postgres.Postgres;
import org.concordat.sandbox.story.Stage;

/** A sandbox with all its parts up: Northshire, PostgreSQL, Keycloak, what partners run for themselves, and the gateway. */
public record Assembly(
        Run run,
        Northshire northshire,
        StoryClock clock,
        Postgres postgres,
        Keycloak keycloak,
        PartnerSystem childrensServices,
        PartnerSystem charity,
        Partners partners,
        GatewayProcess gateway) {

    /**
     * Starts every part and hands it to the stack, which closes it.
     *
     * @param root of the clone, where {@code certs-sample} is
     * @param realm what a test changes of the realm; nothing, in a sandbox
     */
    public static Assembly start(
            Stack stack, Run run, Cache cache, Path root, UnaryOperator<Realm> realm, Consumer<String> progress)
            throws Exception {
        StoryClock clock = new StoryClock(run.folder().resolve("clock"));
        var postgresStarting = stack.start("PostgreSQL", () -> Postgres.start(run, cache, progress));
        Northshire northshire = Northshire.make(root, run.folder());
        var partnersStarting = stack.start("What partners run", () -> Partners.start(northshire, run.folder()));
        Realm plain = Realm.of(northshire.systems(), northshire.plan().authority());
        var keycloakStarting = stack.start(
                "Keycloak", () -> Keycloak.start(run, cache, realm.apply(plain), northshire.keycloak(), progress));
        PartnerSystem childrensServices =
                stack.add("children's services' system", PartnerSystem.start(northshire, run.folder()));
        PartnerSystem charity = stack.add("the charity's system", PartnerSystem.start(northshire, run.folder()));
        northshire.writeBundle(childrensServices.address(), charity.address());
        Postgres postgres = postgresStarting.await();
        Keycloak keycloak = keycloakStarting.await();
        Partners partners = partnersStarting.await();
        GatewayProcess gateway = stack.start(
                        "The gateway",
                        () -> GatewayProcess.start(
                                run, northshire, postgres, keycloak, clock, partners.settings(run.folder())))
                .await();
        return new Assembly(run, northshire, clock, postgres, keycloak, childrensServices, charity, partners, gateway);
    }

    /** What {@code bin/concordat} and other tools need to know, by name. */
    public Map<String, String> environment() {
        return Map.ofEntries(
                Map.entry("GATEWAY_URL", gateway.url().toString()),
                Map.entry("MANAGEMENT_URL", gateway.management().toString()),
                Map.entry("KEYCLOAK_URL", keycloak.issuer().toString()),
                Map.entry("KEYCLOAK_ADMINISTRATOR", "admin"),
                Map.entry("KEYCLOAK_ADMINISTRATOR_PASSWORD", keycloak.administratorPassword()),
                Map.entry("PARTNER_URL", childrensServices.address().toString()),
                Map.entry("DATABASE_URL", postgres.jdbcUrl()),
                Map.entry("DATABASE_USERNAME", postgres.username()),
                Map.entry("DATABASE_PASSWORD", postgres.password()),
                Map.entry("CERTS", northshire.certificates().toString()),
                Map.entry("CONFIGURATION", northshire.configuration().toString()),
                Map.entry(
                        "APPROVERS",
                        northshire.configuration().resolveSibling("approvers").toString()),
                Map.entry("KEYSTORE_PASSWORD", TrustPolicy.SAMPLE_PASSWORD),
                Map.entry("LEDGER_SEEN", run.folder().resolve("ledger-seen").toString()),
                Map.entry("CLOCK", clock.file().toString()));
    }

    /** Where a story can play. */
    public Stage stage(Path environment, Path folder) {
        Path certificate = northshire.certificates().resolve("gateway").resolve("signing.crt");
        return new Stage(
                clock, northshire, childrensServices, charity, partners, gateway, certificate, environment, folder);
    }

    /** The gateway's own address, for those who do not read the environment file. */
    public URI address() {
        return gateway.url();
    }
}
