package org.concordat.routes;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javax.crypto.spec.SecretKeySpec;
import org.apache.camel.impl.DefaultCamelContext;
import org.concordat.protection.agency.Agencies;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.agency.Attempts;
import org.concordat.protection.agency.Connection;
import org.concordat.protection.agency.Endpoint;
import org.concordat.protection.agency.OpeningHours;
import org.concordat.protection.agency.RegisteredAgencies;
import org.concordat.protection.agreement.Conditions;
import org.concordat.protection.agreement.Law;
import org.concordat.protection.agreement.Vocabulary;
import org.concordat.protection.bundle.Bundle;
import org.concordat.protection.configuration.Configuration;
import org.concordat.protection.decision.ClauseId;
import org.concordat.protection.decision.Decision;
import org.concordat.protection.decision.Explainer;
import org.concordat.protection.decision.Item;
import org.concordat.protection.decision.Question;
import org.concordat.protection.decision.Rules;
import org.concordat.protection.envelope.Opener;
import org.concordat.protection.key.AgencyKeys;
import org.concordat.protection.key.KeyRing;
import org.concordat.protection.key.Verdict;
import org.concordat.protection.ledger.Pseudonyms;
import org.concordat.protection.mapping.Mapping;
import org.concordat.protection.receipt.Receipt;
import org.concordat.routes.delivery.Pushes;
import org.concordat.routes.hop.Caller;
import org.concordat.routes.hop.Custody;
import org.concordat.routes.hop.HopRefused;
import org.concordat.routes.hop.InForce;
import org.concordat.routes.hop.Protection;
import org.concordat.routes.hop.Submission;
import org.concordat.schemas.disclosure.Disclosure;
import org.concordat.schemas.disclosure.DisclosureContext;
import org.concordat.schemas.disclosure.DisclosureRejected;
import org.concordat.schemas.signature.DisclosureSigner;
import org.concordat.schemas.signature.SigningKey;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Purpose;
import org.concordat.schemas.terminology.Role;
import org.concordat.schemas.terminology.TeamId;

/** A gateway's routes with everything around them in memory: agencies with keys, rules to be bent, a partner that counts. */
final class Northshire implements AutoCloseable {
    static final AgencyId PROBATION = new AgencyId("nps-north-east");
    /** Collects from its mailbox. */
    static final AgencyId POLICE = new AgencyId("northshire-police");
    /** Is pushed to. */
    static final AgencyId CHILDREN = new AgencyId("northshire-children");

    private static final DisclosureContext SCHEMAS = DisclosureContext.standard();
    private static final Law LAW = new Law(
            new Vocabulary(
                    Map.of(),
                    Map.of(),
                    Map.of(),
                    Map.of(
                            new Purpose("resettlement"),
                            new Vocabulary.PurposeTerm(
                                    "resettlement", false, new Agency.InForce(Instant.EPOCH, Optional.empty()))),
                    Map.of(),
                    new Vocabulary.Overriding(
                            Map.of("imminent-violence", new Vocabulary.Overriding.Reason("imminent violence", true)),
                            Set.of(new Role("practitioner"), new Role("senior")),
                            Set.of(new Role("senior"), new Role("manager"), new Role("guardian")),
                            Set.of(),
                            Duration.ofHours(24),
                            Duration.ofDays(28))),
            Map.of(),
            new Conditions(Map.of(), Set.of(), Set.of()),
            List.of());
    private static final Attempts PATIENT = new Attempts(
            Duration.ofSeconds(20),
            OpeningHours.ALWAYS,
            Duration.ofSeconds(10),
            Duration.ofMinutes(10),
            2,
            OptionalInt.empty());

    final MemoryStores stores = new MemoryStores();
    final PlayedPartner partner = new PlayedPartner();
    final MovableClock clock = new MovableClock(Instant.parse("2026-03-02T09:15:00Z"));
    final Map<X509Certificate, Verdict> verdicts = new HashMap<>();
    final Map<AgencyId, Agency> agencies = new LinkedHashMap<>();
    final Counts counts = new Counts();
    /** What the gateway opens for agencies whose connectors map. */
    final Map<AgencyId, Opener> custody = new HashMap<>();
    /** What it signs with for agencies whose systems cannot. */
    final Map<AgencyId, SigningKey> adapters = new HashMap<>();

    /** The gateway's keys: another value is another content of its stores, while it runs. */
    volatile AgencyKeys gateway;

    Rules rules = new Bent(question -> permitAll(question));
    final DefaultCamelContext camel = new DefaultCamelContext();
    final Flow flow;
    final Protection protection;

    Northshire() throws Exception {
        this(true);
    }

    Northshire(boolean guarded) throws Exception {
        this(guarded, Keys.of("gateway"));
    }

    Northshire(boolean guarded, AgencyKeys keys) throws Exception {
        gateway = keys;
        for (AgencyId id : List.of(PROBATION, POLICE, CHILDREN)) {
            register(id, id.equals(CHILDREN) ? "rest" : "mailbox", Keys.of(id.value()));
        }
        protection = new Protection(
                new InForce(new Configuration(
                        new Register(),
                        LAW.vocabulary(),
                        new Bent(question -> rules.decide(question)),
                        new Explainer(LAW, new Register()),
                        "c".repeat(64),
                        new Configuration.Written(List.of(), List.of(), new Bundle(Map.of())))),
                SCHEMAS,
                () -> this.gateway,
                new Custody(id -> Optional.ofNullable(custody.get(id)), id -> Optional.ofNullable(adapters.get(id))),
                Keys.of("officer").encryption().certificate(),
                (certificate, use) -> verdicts.getOrDefault(certificate, Verdict.VALID),
                new Pseudonyms(KeyRing.of("pseudonyms-1", new SecretKeySpec(new byte[32], "HmacSHA256"))),
                clock,
                new SecureRandom());
        Pace pace = new Pace(Duration.ofHours(24), Duration.ofDays(1), Duration.ofHours(8), Duration.ofHours(1));
        flow = new Flow(protection, stores.stores(), List.of(partner), pace, counts, camel.createProducerTemplate());
        camel.addRoutes(flow);
        if (!guarded) {
            camel.getRoutePolicyFactories().clear();
        }
        camel.start();
    }

    void register(AgencyId id, String connector, AgencyKeys keys) {
        register(id, connector, keys, Optional.empty());
    }

    void register(AgencyId id, String connector, AgencyKeys keys, Optional<Duration> recallWithin) {
        Endpoint endpoint = connector.equals("rest")
                ? new Endpoint.Rest(URI.create("https://partner.example"))
                : new Endpoint.Mailbox();
        register(id, new Connection(endpoint, PATIENT, Optional.empty(), recallWithin), keys);
    }

    void register(AgencyId id, Connection connection, AgencyKeys keys) {
        agencies.put(
                id,
                Registered.as(id)
                        .from(Instant.parse("2026-01-01T00:00:00Z"))
                        .teams(new Agency.Team(
                                new TeamId("team"),
                                "team",
                                Set.of(new Role("practitioner"), new Role("senior"), new Role("manager"))))
                        .tls(keys.tls().certificate())
                        .signing(keys.signing().certificate())
                        .encryption(keys.encryptions().stream()
                                .map(AgencyKeys.Encryption::certificate)
                                .toList())
                        .connection(connection)
                        .agency());
    }

    /** Registers one as it is, but for what is said of it. */
    void alter(AgencyId id, UnaryOperator<Registered> said) {
        agencies.computeIfPresent(
                id, (same, agency) -> said.apply(Registered.like(agency)).agency());
    }

    /** Lets the gateway keep a key for an agency, and map for it. */
    void keep(AgencyId id, Mapping mapping, AgencyKeys keys) {
        alter(
                id,
                agency -> agency.encryption(List.of(keys.encryption().certificate()))
                        .mapping(mapping));
        custody.put(id, new Opener(keys.encryptions()));
    }

    /** The partner's rounds, on the thread that calls them. */
    Pushes pushes() {
        return flow.pushes(partner, Runnable::run, () -> true);
    }

    /** A look at every clock. */
    void tick() {
        flow.clocks().outstanding();
        flow.clocks().late();
        flow.clocks().unconfirmed();
    }

    Caller caller(AgencyId id) {
        return new Caller(id, Keys.of(id.value()).tls().certificate());
    }

    Receipt submit(AgencyId from, byte[] document) throws HopRefused {
        return flow.doors()
                .submit(new Submission(caller(from), Submission.Form.XML, document, bytes -> true))
                .receipt();
    }

    byte[] request() throws DisclosureRejected {
        return sign(draft("request.xml"), Keys.of(PROBATION.value()).signing());
    }

    byte[] answer(Disclosure request, AgencyId to) throws DisclosureRejected {
        String draft = draft("answer.xml")
                .replace("CONVERSATION", request.header().conversation().id().toString())
                .replace("REQUEST", request.header().id().toString())
                .replace("RECIPIENT", to.value());
        return sign(draft, Keys.of(POLICE.value()).signing());
    }

    byte[] sign(String draft, SigningKey key) throws DisclosureRejected {
        return new DisclosureSigner(SCHEMAS, clock).sign(draft.getBytes(StandardCharsets.UTF_8), key);
    }

    static Disclosure parsed(byte[] document) throws DisclosureRejected {
        return SCHEMAS.parser().parse(document);
    }

    static String draft(String name) {
        try (InputStream in = Northshire.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static Decision permitAll(Question question) {
        return new Decision.Permit(
                List.of(new ClauseId("test@1/all")),
                question.items().stream().map(Item::part).collect(Collectors.toSet()),
                List.of(),
                List.of());
    }

    static Decision refuse(Decision.Reason reason) {
        return new Decision.Refuse(reason, List.of(new ClauseId("floor/test")), "The test's rule forbids it.");
    }

    @Override
    public void close() {
        camel.stop();
    }

    /** The register as the test has it now. */
    private final class Register implements Agencies {
        @Override
        public Optional<Agency> find(AgencyId id) {
            return Optional.ofNullable(agencies.get(id));
        }

        @Override
        public Collection<Agency> all() {
            return agencies.values();
        }

        @Override
        public Optional<Agency> byTlsCertificate(X509Certificate certificate) {
            return new RegisteredAgencies(agencies.values()).byTlsCertificate(certificate);
        }

        @Override
        public Optional<Agency> byEnvelope(X509Certificate signer) {
            return new RegisteredAgencies(agencies.values()).byEnvelope(signer);
        }
    }

    /** Rules that say what the test says. */
    record Bent(Function<Question, Decision> says) implements Rules {
        @Override
        public Decision decide(Question question) {
            return says.apply(question);
        }

        @Override
        public String digest() {
            return "c".repeat(64);
        }
    }
}
