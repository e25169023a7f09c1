package org.concordat.bundle;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.concordat.protection.bundle.Approvers;
import org.concordat.protection.bundle.Bundle;
import org.concordat.protection.bundle.BundleFolder;
import org.concordat.protection.bundle.SignedBundle;
import org.concordat.protection.configuration.Configuration;
import org.concordat.protection.configuration.ConfigurationRejected.Finding;
import org.concordat.protection.key.Verdict;
import org.concordat.protection.receipt.Receipt;
import org.concordat.routes.bundle.Activation;
import org.concordat.routes.bundle.Bundles;
import org.concordat.routes.hop.HopRefused;
import org.concordat.routes.hop.Ids;
import org.concordat.routes.hop.InForce;
import org.concordat.sandbox.northshire.Northshire;
import org.concordat.schemas.disclosure.DisclosureContext;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Kind;

/** Northshire's bundle on a bench, with its approvers at hand and nodes of a gateway that need no network. */
final class Workshop {
    static final List<String> APPROVERS = Northshire.APPROVERS.subList(0, 2);
    static final AgencyId OPERATOR = new AgencyId(Northshire.OPERATOR);
    static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");

    private static final Set<Kind> KINDS = DisclosureContext.standard().kinds();

    final Northshire northshire;
    final MemoryActivations activations = new MemoryActivations();
    /** Approvers' certificates that are not good, by their subject. */
    Predicate<String> revoked = subject -> false;

    /** What nodes say that they lack. */
    List<Finding> lacking = List.of();

    private Workshop(Northshire northshire) {
        this.northshire = northshire;
    }

    static Workshop in(Path folder) throws Exception {
        Northshire northshire = Northshire.make(root(), folder);
        northshire.writeBundle(URI.create("https://localhost:1/push"), URI.create("https://localhost:2/push"));
        return new Workshop(northshire);
    }

    /** Another one over the same bundle, where nothing was put in force yet. */
    Workshop again() {
        return new Workshop(northshire);
    }

    BundleFolder folder() {
        return new BundleFolder(northshire.configuration(), northshire.certificates());
    }

    /** A node of the gateway. */
    Bundles node() throws IOException {
        return node(northshire.approvers());
    }

    Bundles node(Path approvers) throws IOException {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        return new Bundles(
                activations,
                Approvers.read(approvers),
                KINDS,
                configuration -> lacking,
                () -> lacking.toString(),
                (certificate, use) ->
                        revoked.test(certificate.getSubjectX500Principal().getName()) ? Verdict.REVOKED : Verdict.VALID,
                new Ids(new SecureRandom(), clock),
                clock);
    }

    String text(String name) throws IOException {
        return Files.readString(northshire.configuration().resolve(name));
    }

    void write(String name, String text) throws IOException {
        Files.writeString(northshire.configuration().resolve(name), text);
    }

    /** The bundle as it lies there, in order. */
    Bundle bundle() throws Exception {
        return Configuration.read(folder(), KINDS).written().bundle();
    }

    /** Packed, and signed by these approvers as that number. */
    byte[] packed(Bundle bundle, int number, List<String> approvers) throws IOException {
        List<Receipt> signatures = new ArrayList<>();
        for (String approver : approvers) {
            signatures.add(northshire.signature(approver, number, bundle.digest()));
        }
        return new SignedBundle(bundle, signatures).pack();
    }

    Activation activate(Bundles node, InForce inForce, Bundle bundle, int number) throws HopRefused, IOException {
        return node.activate(inForce, OPERATOR, packed(bundle, number, APPROVERS));
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.exists(here.resolve("certs-sample"))) {
            here = here.getParent();
        }
        return here;
    }
}
