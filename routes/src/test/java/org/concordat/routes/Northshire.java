package org.concordat.routes;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.crypto.spec.SecretKeySpec;
import org.apache.camel.impl.DefaultCamelContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
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
import org.concordat.protection.key.CertificateExpiry;
import org.concordat.protection.key.KeyRing;
import org.concordat.protection.key.Verdict;
import org.concordat.protection.ledger.Pseudonyms;
import org.concordat.protection.mapping.Mapping;
import org.concordat.protection.receipt.Receipt;
import org.concordat.routes.connector.Connector;
import org.concordat.routes.connector.ConnectorFailed;
import org.concordat.routes.connector.Handover;
import org.concordat.routes.connector.Payload;
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
    private static final Map<String, AgencyKeys> KEYS = new HashMap<>();

    private static final Attempts PATIENT = new Attempts(
            Duration.ofSeconds(20),
            OpeningHours.ALWAYS,
            Duration.ofSeconds(10),
            Duration.ofMinutes(10),
            2,
            OptionalInt.empty());

    final MemoryStores stores = new MemoryStores();
    final Partner partner = new Partner();
    final MovableClock clock = new MovableClock(Instant.parse("2026-03-02T09:15:00Z"));
    final Map<X509Certificate, Verdict> verdicts = new HashMap<>();
    final Map<AgencyId, Agency> agencies = new LinkedHashMap<>();
    final Counts counts = new Counts();
    /** What the gateway opens for agencies whose connectors map. */
    final Map<AgencyId, Opener> custody = new HashMap<>();
    /** What it signs with for agencies whose systems cannot. */
    final Map<AgencyId, SigningKey> adapters = new HashMap<>();

    Rules rules = new Bent(question -> permitAll(question));
    final DefaultCamelContext camel = new DefaultCamelContext();
    final Flow flow;

    Northshire() throws Exception {
        this(true);
    }

    Northshire(boolean guarded) throws Exception {
        this(guarded, keys("gateway"));
    }

    Northshire(boolean guarded, AgencyKeys gateway) throws Exception {
        for (AgencyId id : List.of(PROBATION, POLICE, CHILDREN)) {
            register(id, id.equals(CHILDREN) ? "rest" : "mailbox", keys(id.value()));
        }
        Protection protection = new Protection(
                new InForce(new Configuration(
                        new Register(),
                        LAW.vocabulary(),
                        new Bent(question -> rules.decide(question)),
                        new Explainer(LAW, new Register()),
                        "c".repeat(64),
                        new Configuration.Written(List.of(), List.of(), new Bundle(Map.of())))),
                SCHEMAS,
                gateway,
                new Custody(id -> Optional.ofNullable(custody.get(id)), id -> Optional.ofNullable(adapters.get(id))),
                keys("officer").encryption().certificate(),
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
                new Agency(
                        id,
                        id.value(),
                        "agency",
                        Set.of(),
                        new Agency.InForce(Instant.parse("2026-01-01T00:00:00Z"), Optional.empty()),
                        Optional.empty(),
                        List.of(new Agency.Team(
                                new TeamId("team"),
                                "team",
                                Set.of(new Role("practitioner"), new Role("senior"), new Role("manager")))),
                        List.of(keys.tls().certificate()),
                        List.of(keys.signing().certificate()),
                        keys.encryptions().stream()
                                .map(AgencyKeys.Encryption::certificate)
                                .toList(),
                        List.of(),
                        connection,
                        Map.of(),
                        Optional.empty(),
                        List.of(),
                        Optional.empty()));
    }

    /** Lets the gateway keep a key for an agency, and map for it. */
    void keep(AgencyId id, Mapping mapping, AgencyKeys keys) {
        Agency agency = agencies.get(id);
        agencies.put(
                id,
                new Agency(
                        id,
                        agency.name(),
                        agency.kind(),
                        agency.bodies(),
                        agency.inForce(),
                        agency.succession(),
                        agency.teams(),
                        agency.tls(),
                        agency.signing(),
                        List.of(keys.encryption().certificate()),
                        agency.envelope(),
                        agency.connection(),
                        agency.desks(),
                        Optional.of(mapping),
                        List.of(),
                        Optional.empty()));
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
        return new Caller(id, keys(id.value()).tls().certificate());
    }

    Receipt submit(AgencyId from, byte[] document) throws HopRefused {
        return flow.doors()
                .submit(new Submission(caller(from), Submission.Form.XML, document, bytes -> true))
                .receipt();
    }

    byte[] request() throws DisclosureRejected {
        return sign(draft("request.xml"), keys(PROBATION.value()).signing());
    }

    byte[] answer(Disclosure request, AgencyId to) throws DisclosureRejected {
        String draft = draft("answer.xml")
                .replace("CONVERSATION", request.header().conversation().id().toString())
                .replace("REQUEST", request.header().id().toString())
                .replace("RECIPIENT", to.value());
        return sign(draft, keys(POLICE.value()).signing());
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

    static synchronized AgencyKeys keys(String name) {
        return KEYS.computeIfAbsent(name, Northshire::fresh);
    }

    static AgencyKeys fresh(String name) {
        SigningKey tls = key(name + " tls");
        SigningKey encryption = key(name + " encryption");
        return new AgencyKeys(
                new AgencyKeys.Tls(tls.privateKey(), tls.certificate()),
                key(name + " signing"),
                List.of(),
                List.of(new AgencyKeys.Encryption(encryption.privateKey(), encryption.certificate())));
    }

    private static SigningKey key(String name) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            X500Name subject = new X500Name("CN=" + name + ",O=Test");
            var builder = new JcaX509v3CertificateBuilder(
                            subject,
                            new BigInteger(64, new SecureRandom()),
                            Date.from(Instant.parse("2026-01-01T00:00:00Z")),
                            Date.from(Instant.parse("2036-01-01T00:00:00Z")),
                            subject,
                            pair.getPublic())
                    .addExtension(
                            Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyAgreement));
            return new SigningKey(
                    pair.getPrivate(),
                    new JcaX509CertificateConverter()
                            .getCertificate(builder.build(
                                    new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()))));
        } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
            throw new IllegalStateException(e);
        }
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
        public Optional<Agency> byTlsThumbprint(String thumbprint) {
            return new RegisteredAgencies(agencies.values()).byTlsThumbprint(thumbprint);
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

    /** The system of the agency that is pushed to. */
    static final class Partner implements Connector {
        final ArrayList<UUID> taken = new ArrayList<>();
        /** The last of what it was handed, by whom it was for. */
        final Map<AgencyId, Payload> carried = new HashMap<>();

        boolean down;
        /** Nobody is at its address at all. */
        boolean away;

        Optional<String> statement = Optional.empty();
        /** Another system in its place. */
        Optional<Connector> played = Optional.empty();

        @Override
        public String name() {
            return "rest";
        }

        @Override
        public void reach(Agency recipient) throws ConnectorFailed {
            if (away) {
                throw new ConnectorFailed("nobody answers");
            }
        }

        @Override
        public Handover handOver(UUID delivery, Payload payload, Agency recipient) throws ConnectorFailed {
            if (played.isPresent()) {
                return played.get().handOver(delivery, payload, recipient);
            }
            if (down) {
                throw new ConnectorFailed("the recipient's system cannot be reached: test");
            }
            taken.add(delivery);
            carried.put(recipient.id(), payload);
            return new Handover.Confirmed(statement);
        }
    }

    /** What the metrics were told. */
    static final class Counts implements FlowObserver {
        final ArrayList<String> told = new ArrayList<>();

        @Override
        public void completed(String hop, Duration took) {
            told.add(hop);
        }

        @Override
        public void refused(String hop, String code) {
            told.add("refused " + code);
        }

        @Override
        public void breaker(AgencyId recipient, boolean open) {
            told.add((open ? "suspended " : "resumed ") + recipient);
        }

        @Override
        public void failed(String hop) {
            told.add("failed " + hop);
        }

        @Override
        public void certificates(List<CertificateExpiry> all, Instant now) {
            all.forEach(each -> told.add(each.holder() + " " + each.purpose() + " " + each.daysLeft(now)));
        }

        @Override
        public void ledgerFault(String fault) {
            told.add("ledger " + fault);
        }
    }

    /** Business time that a test moves. */
    static final class MovableClock extends Clock {
        private Instant now;

        MovableClock(Instant now) {
            this.now = now;
        }

        void moveTo(String time) {
            now = Instant.parse(time);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
