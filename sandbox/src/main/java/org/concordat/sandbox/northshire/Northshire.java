package org.concordat.sandbox.northshire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.concordat.certs.sample.Plan;
import org.concordat.certs.sample.PlanRejected;
import org.concordat.certs.sample.SampleAuthority;
import org.concordat.certs.sample.SampleCertificates;
import org.concordat.certs.sample.Store;
import org.concordat.protection.bundle.BundleFolder;
import org.concordat.protection.configuration.Configuration;
import org.concordat.protection.configuration.ConfigurationRejected;
import org.concordat.protection.envelope.Sealer;
import org.concordat.protection.envelope.SealingFailed;
import org.concordat.protection.key.AgencyKeys;
import org.concordat.protection.key.KeysUnreadable;
import org.concordat.protection.key.TrustPolicy;
import org.concordat.protection.receipt.Receipt;
import org.concordat.protection.receipt.Statement.BundleApproved;
import org.concordat.protection.receipt.StatementSigner;
import org.concordat.sandbox.keycloak.AgencySystem;
import org.concordat.sandbox.keycloak.Identity;
import org.concordat.sandbox.keycloak.Realm;
import org.concordat.schemas.disclosure.DisclosureContext;
import org.concordat.schemas.signature.RandomIds;
import org.concordat.schemas.signature.SigningKey;
import org.concordat.schemas.terminology.AgencyId;

/**
 * Northshire, which does not exist, as files of one run: the certificates of everyone in {@code certs-sample/plan.yaml}
 * and the bundle of its agencies and agreements.
 */
public final class Northshire {
    public static final String PROBATION = "nps-north-east";
    public static final String POLICE = "northshire-police";
    public static final String CHILDREN = "northshire-children";
    public static final String COUNCIL = "northshire-council";
    public static final String CRC = "crc-northshire";
    public static final String CHARITY = "safe-haven";
    public static final String PRISON = "hmp-northshire";
    /** Watches who wears a tag. */
    public static final String MONITORING = "northshire-monitoring";
    /** Where the MAPPA area is co-ordinated. */
    public static final String COORDINATOR = "southshire-police";
    /** Reads the ledger. */
    public static final String AUDITOR = "northshire-audit";
    /** Runs the gateway. */
    public static final String OPERATOR = "northshire-operations";
    /** Who may approve its bundles. */
    public static final List<String> APPROVERS =
            List.of("information-governance", "safeguarding-lead", "police-liaison");

    static final List<String> BUNDLE = List.of(
            "agencies/nps-north-east.yaml",
            "agencies/northshire-police.yaml",
            "agencies/northshire-children.yaml",
            "agencies/northshire-council.yaml",
            "agencies/crc-northshire.yaml",
            "agencies/safe-haven.yaml",
            "agencies/northshire-audit.yaml",
            "agencies/northshire-operations.yaml",
            "agreements/northshire-safeguarding.yaml",
            "agreements/northshire-supervision.yaml");

    /** Stand in the bundle for the addresses that the run finds free. */
    private static final String CHILDRENS_PLACE = "CHILDREN_PUSH_URL";

    private static final String CHARITYS_PLACE = "CHARITY_PUSH_URL";

    private final Path certificates;
    private final Path configuration;
    private final Plan plan;
    private final SampleAuthority authority;

    private Northshire(Path certificates, Path configuration, Plan plan, SampleAuthority authority) {
        this.certificates = certificates;
        this.configuration = configuration;
        this.plan = plan;
        this.authority = authority;
    }

    /** Certificates first: partners' systems need theirs before the bundle can say where they are. */
    public static Northshire make(Path root, Path folder) throws IOException, GeneralSecurityException {
        Path certificates = folder.resolve("certificates");
        try {
            Plan plan = Plan.read(root.resolve("certs-sample").resolve("plan.yaml"));
            // certificates live in real time, never in that of a story
            SampleAuthority authority = SampleCertificates.ensure(plan, certificates, Clock.systemUTC());
            return new Northshire(certificates, folder.resolve("bundle"), plan, authority);
        } catch (PlanRejected rejected) {
            throw new IOException(rejected.getMessage(), rejected);
        }
    }

    /** The same Northshire with a bundle of its own in another run's folder. */
    public Northshire withBundleIn(Path folder) {
        return new Northshire(certificates, folder.resolve("bundle"), plan, authority);
    }

    /** Writes the bundle, with the addresses that children's services' and the charity's systems listen at. */
    public void writeBundle(URI childrensServices, URI charity) throws IOException {
        Map<String, String> places =
                Map.of(CHILDRENS_PLACE, childrensServices.toString(), CHARITYS_PLACE, charity.toString());
        for (String name : BUNDLE) {
            write(configuration, name, shipped("/northshire/" + name), places);
        }
    }

    static void write(Path folder, String name, String text, Map<String, String> places) throws IOException {
        String filled = text;
        for (Map.Entry<String, String> place : places.entrySet()) {
            filled = filled.replace("${" + place.getKey() + "}", place.getValue());
        }
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, filled);
    }

    /**
     * Has two approvers sign the bundle as it is now, under a number.
     *
     * @throws ConfigurationRejected when it is not in order
     */
    public void sign(int number) throws IOException, ConfigurationRejected {
        BundleFolder bundle = new BundleFolder(configuration, certificates);
        String digest = Configuration.read(bundle, DisclosureContext.standard().kinds())
                .written()
                .bundle()
                .digest();
        for (String approver : APPROVERS.subList(0, 2)) {
            Path file = bundle.signature(approver);
            Files.createDirectories(file.getParent());
            Files.writeString(file, signature(approver, number, digest).jws());
        }
    }

    /** One approver's word on a digest. */
    public Receipt signature(String approver, int number, String digest) throws IOException {
        try {
            AgencyId name = new AgencyId(approver);
            SigningKey key =
                    AgencyKeys.signing(certificates.resolve(approver), TrustPolicy.SAMPLE_PASSWORD.toCharArray());
            return new StatementSigner(name, key)
                    .sign(new BundleApproved(
                            RandomIds.random(), name, Clock.systemUTC().instant(), number, digest));
        } catch (KeysUnreadable e) {
            throw new IOException(e);
        }
    }

    /** What is sealed so that the gateway alone can open it. */
    public byte[] sealed(byte[] content) throws IOException, GeneralSecurityException {
        Path file = certificates.resolve("gateway").resolve("encryption.crt");
        try (InputStream in = Files.newInputStream(file)) {
            var gateway =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
            return new Sealer().seal(content, List.of(gateway)).toByteArray();
        } catch (SealingFailed e) {
            throw new IOException(e);
        }
    }

    /** The folder of the approvers' certificates, as a gateway's operator keeps it. */
    public Path approvers() throws IOException {
        Path folder = Files.createDirectories(configuration.resolveSibling("approvers"));
        for (String approver : APPROVERS) {
            Files.copy(
                    certificates.resolve(approver).resolve("signing.crt"),
                    folder.resolve(approver + ".crt"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        return folder;
    }

    /** The agencies' systems, as Keycloak is to know them. */
    public List<AgencySystem> systems() {
        return plan.holders().stream()
                .filter(h -> Stream.of(BUNDLE, Connected.FILES)
                        .anyMatch(all -> all.contains("agencies/" + h.name() + ".yaml")))
                .map(h -> new AgencySystem(h.name(), h.subject(Store.TLS).getName(), scopes(h.name())))
                .toList();
    }

    /** Beyond those of every agency. */
    private static List<String> scopes(String agency) {
        return switch (agency) {
            case AUDITOR -> List.of(Realm.AUDIT_SCOPE);
            case OPERATOR -> List.of(Realm.OPERATE_SCOPE);
            default -> List.of();
        };
    }

    public Identity keycloak() {
        return new Identity(
                certificates.resolve("keycloak").resolve("tls.crt"),
                certificates.resolve("keycloak").resolve("tls.key"),
                authorityCertificate());
    }

    public Path certificates() {
        return certificates;
    }

    public Path configuration() {
        return configuration;
    }

    public Path authorityCertificate() {
        return certificates.resolve("authority.crt");
    }

    /** Makes the key store of whom partners' servers let in: who has a certificate of the authority. */
    public synchronized Path trusted(Path folder) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (InputStream in = Files.newInputStream(authorityCertificate())) {
            store.setCertificateEntry(
                    "authority", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        Path file = folder.resolve("partner-trust.p12");
        if (Files.exists(file)) {
            return file; // others read it already
        }
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, TrustPolicy.SAMPLE_PASSWORD.toCharArray());
        }
        return file;
    }

    /** The authority, for tests that revoke or misissue. */
    public SampleAuthority authority() {
        return authority;
    }

    public Plan plan() {
        return plan;
    }

    static String shipped(String name) throws IOException {
        try (InputStream in = Northshire.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("the sandbox lacks its " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
