package org.concordat.sandbox.northshire;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.List;
import org.concordat.certs.sample.Plan;
import org.concordat.certs.sample.PlanRejected;
import org.concordat.certs.sample.SampleAuthority;
import org.concordat.certs.sample.SampleCertificates;
import org.concordat.certs.sample.Store;
import org.concordat.sandbox.keycloak.AgencySystem;
import org.concordat.sandbox.keycloak.Identity;

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
    /** Reads the ledger. */
    public static final String AUDITOR = "northshire-audit";

    private static final List<String> BUNDLE = List.of(
            "agencies/nps-north-east.yaml",
            "agencies/northshire-police.yaml",
            "agencies/northshire-children.yaml",
            "agencies/northshire-council.yaml",
            "agencies/crc-northshire.yaml",
            "agencies/safe-haven.yaml",
            "agencies/northshire-audit.yaml",
            "agreements/northshire-safeguarding.yaml",
            "agreements/northshire-supervision.yaml");

    /** Stand in the bundle for the addresses that the run finds free. */
    private static final String CHILDRENS_ADDRESS = "${CHILDREN_PUSH_URL}";

    private static final String CHARITYS_ADDRESS = "${CHARITY_PUSH_URL}";

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
        for (String name : BUNDLE) {
            Path file = configuration.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(
                    file,
                    shipped(name)
                            .replace(CHILDRENS_ADDRESS, childrensServices.toString())
                            .replace(CHARITYS_ADDRESS, charity.toString()));
        }
    }

    /** The agencies' systems, as Keycloak is to know them. */
    public List<AgencySystem> systems() {
        return plan.holders().stream()
                .filter(h -> BUNDLE.contains("agencies/" + h.name() + ".yaml"))
                .map(h -> new AgencySystem(
                        h.name(), h.subject(Store.TLS).getName(), h.name().equals(AUDITOR)))
                .toList();
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

    /** The authority, for tests that revoke or misissue. */
    public SampleAuthority authority() {
        return authority;
    }

    public Plan plan() {
        return plan;
    }

    private static String shipped(String name) throws IOException {
        try (InputStream in = Northshire.class.getResourceAsStream("/northshire/" + name)) {
            if (in == null) {
                throw new IOException("the sandbox lacks its " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
