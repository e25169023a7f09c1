package org.concordat.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.wss4j.common.cache.ReplayCache;
import org.concordat.gateway.api.Body;
import org.concordat.gateway.operation.OwnCertificates;
import org.concordat.gateway.problem.Problems;
import org.concordat.gateway.setting.GatewaySettings;
import org.concordat.gateway.setting.RealTime;
import org.concordat.gateway.setting.SettingsRejected;
import org.concordat.gateway.store.OpenDeliveries;
import org.concordat.gateway.store.PostgresStores;
import org.concordat.protection.key.AgencyKeys;
import org.concordat.protection.key.Certificates;
import org.concordat.protection.key.KeyRing;
import org.concordat.protection.key.KeysUnreadable;
import org.concordat.protection.key.Renewed;
import org.concordat.protection.key.RowMacs;
import org.concordat.protection.key.Use;
import org.concordat.protection.key.Verdict;
import org.concordat.protection.ledger.Pseudonyms;
import org.concordat.routes.Doors;
import org.concordat.routes.Flow;
import org.concordat.routes.FlowObserver;
import org.concordat.routes.LedgerDoor;
import org.concordat.routes.Pace;
import org.concordat.routes.Stores;
import org.concordat.routes.arrival.Arrivals;
import org.concordat.routes.bundle.Activations;
import org.concordat.routes.bundle.BundleDoor;
import org.concordat.routes.bundle.Bundles;
import org.concordat.routes.connector.Connector;
import org.concordat.routes.connector.PickUp;
import org.concordat.routes.delivery.OperationDoor;
import org.concordat.routes.hop.Checkpoints;
import org.concordat.routes.hop.Custody;
import org.concordat.routes.hop.Ids;
import org.concordat.routes.hop.InForce;
import org.concordat.routes.hop.Protection;
import org.concordat.routes.hop.Trust;
import org.concordat.schemas.disclosure.DisclosureContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The routes on Camel and PostgreSQL, and the doors to them. */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
@Import(OpenDeliveries.class)
class FlowConfiguration {
    private static final int TRANSACTION_SECONDS = 15;
    /** Most of a look is waiting. */
    private static final int LOOKS_AT_ONCE = 32;

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration WATCH_EVERY = Duration.ofMinutes(1);

    /** What subjects' pseudonyms are made with. */
    @Bean
    Pseudonyms pseudonyms(GatewaySettings settings, RealTime time) {
        return new Pseudonyms(ring("pseudonyms", settings, time));
    }

    /** What shows that a row is the gateway's own; every one that does not hold is counted by its table. */
    @Bean
    RowMacs rowMacs(GatewaySettings settings, RealTime time, MeterRegistry meters) {
        return new RowMacs(
                ring("rows", settings, time),
                table -> meters.counter("concordat.rows.forged", "table", table).increment());
    }

    private static KeyRing ring(String use, GatewaySettings settings, RealTime time) {
        try {
            return KeyRing.read(
                    settings.keys().folder().resolve("secrets.p12"),
                    settings.keys().readPassword(),
                    use,
                    time.clock());
        } catch (KeysUnreadable e) {
            throw new SettingsRejected(List.of(String.valueOf(e.getMessage())));
        }
    }

    @Bean
    PostgresStores postgres(
            JdbcClient database, PlatformTransactionManager transactions, RowMacs macs, Ids ids, Clock business) {
        TransactionTemplate template = new TransactionTemplate(transactions);
        template.setTimeout(TRANSACTION_SECONDS);
        return new PostgresStores(database, template, macs, ids, business);
    }

    @Bean
    Stores stores(PostgresStores postgres, Pseudonyms pseudonyms, InForce inForce) {
        postgres.requireFound(pseudonyms.keys());
        return postgres.stores(() -> inForce.agencies().successions());
    }

    @Bean
    Activations activations(PostgresStores postgres) {
        return postgres.activations();
    }

    @Bean
    Ids ids(SecureRandom random, Clock business) {
        return new Ids(random, business);
    }

    @Bean
    ReplayCache replays(PostgresStores postgres) {
        return postgres.replays();
    }

    @Bean
    Flow flow(
            GatewaySettings settings,
            InForce inForce,
            DisclosureContext disclosures,
            Renewed<AgencyKeys> own,
            Trust trust,
            Pseudonyms pseudonyms,
            Stores stores,
            Clock business,
            SecureRandom random,
            FlowObserver observer,
            List<Connector> pushing,
            CustodyKeys custody,
            CamelContext camel)
            throws KeysUnreadable {
        Protection protection = new Protection(
                inForce,
                disclosures,
                own,
                new Custody(custody::opener, custody::adapter),
                quarantineOfficer(settings, own.get(), trust),
                trust,
                pseudonyms,
                business,
                random);
        return new Flow(
                protection,
                stores,
                pushing,
                Pace.standard(settings.replayWindow()),
                observer,
                camel.createProducerTemplate());
    }

    @Bean
    RoutesBuilder certificateRounds(Flow flow, OwnCertificates own, RealTime time) {
        return Flow.rounds("certificates", SOON, WATCH_EVERY, flow.certificates(own, time.clock())::round);
    }

    @Bean
    RoutesBuilder arrivalRounds(
            Flow flow,
            List<PickUp> pickUps,
            PostgresStores postgres,
            Body.Budget budget,
            Problems problems,
            CamelContext camel) {
        Arrivals arrivals = flow.arrivals(
                pickUps,
                new Arrivals.Answers(postgres.turns(), budget, problems::told),
                camel.getExecutorServiceManager().newFixedThreadPool(flow, "arrivals", LOOKS_AT_ONCE),
                camel::isRunAllowed);
        return Flow.rounds("arrivals", SOON, SOON, arrivals::round);
    }

    @Bean
    LedgerDoor ledgerDoor(Flow flow) {
        return flow.ledger();
    }

    @Bean
    BundleDoor bundleDoor(Flow flow, Bundles bundles) {
        return flow.bundles(bundles);
    }

    @Bean
    OperationDoor operationDoor(Flow flow) {
        return flow.operations();
    }

    @Bean
    Checkpoints checkpoints(Flow flow) {
        return flow.sequencer();
    }

    @Bean
    Doors doors(Flow flow) {
        return flow.doors();
    }

    /** Nobody but the officer may read what was quarantined, least of all this gateway. */
    private static X509Certificate quarantineOfficer(GatewaySettings settings, AgencyKeys own, Trust trust)
            throws KeysUnreadable {
        X509Certificate officer = Certificates.read(settings.quarantine());
        Verdict verdict = trust.verdict(officer, Use.ENCRYPTION);
        if (!verdict.mayPass()) {
            throw new SettingsRejected(List.of(GatewaySettings.PREFIX + ".quarantine: " + verdict.sentence()));
        }
        if (own.sealedTo().stream().anyMatch(c -> officer.getPublicKey().equals(c.getPublicKey()))) {
            throw new SettingsRejected(
                    List.of(GatewaySettings.PREFIX + ".quarantine: the officer's key must not be the gateway's own"));
        }
        return officer;
    }
}
