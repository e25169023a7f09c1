package org.concordat.protection.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.concordat.protection.receipt.Receipt;
import org.concordat.protection.receipt.Statement.BundleApproved;
import org.concordat.protection.receipt.StatementRefused;
import org.concordat.protection.receipt.StatementVerifier;
import org.concordat.schemas.terminology.AgencyId;

/**
 * Who may approve bundles, by name, with the certificates of their signing keys. It is for whoever runs the gateway to say,
 * and no part of a bundle: a bundle cannot name those who let it in.
 */
public record Approvers(Map<AgencyId, List<X509Certificate>> certificates) {
    /** So many that differ have to approve. */
    private static final int WANTED = 2;

    private static final String SUFFIX = ".crt";

    public Approvers {
        certificates = Map.copyOf(certificates);
    }

    /**
     * Reads a folder of {@code NAME.crt}, one for each approver, in PEM or DER; while an approver's key changes, the file
     * has the old and the new certificate.
     *
     * @throws IOException saying what is wrong: fewer than two, or two that have a key in common
     */
    public static Approvers read(Path folder) throws IOException {
        Map<AgencyId, List<X509Certificate>> approvers = new HashMap<>();
        Map<PublicKey, AgencyId> owners = new HashMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                AgencyId name = name(file);
                List<X509Certificate> own = certificates(file);
                for (X509Certificate certificate : own) {
                    AgencyId other = owners.put(certificate.getPublicKey(), name);
                    if (other != null && !other.equals(name)) {
                        throw new IOException(other + " and " + name + " have one key, and are not two approvers");
                    }
                }
                approvers.put(name, own);
            }
        }
        if (approvers.size() < WANTED) {
            throw new IOException("there are fewer than two approvers");
        }
        return new Approvers(approvers);
    }

    private static AgencyId name(Path file) throws IOException {
        String name = file.getFileName().toString();
        return Optional.of(name)
                .filter(n -> n.endsWith(SUFFIX))
                .flatMap(n -> AgencyId.find(n.substring(0, n.length() - SUFFIX.length())))
                .orElseThrow(() -> new IOException("'" + name + "' is not called after an approver, NAME" + SUFFIX));
    }

    private static List<X509Certificate> certificates(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (CertificateException e) {
            throw new IOException("'" + file.getFileName() + "' holds no certificate");
        }
    }

    /**
     * Under which number, and by whom, these very files were approved: of several numbers, the highest that two approvers
     * signed.
     *
     * @param reliable which certificates may be relied on
     * @throws BundleRefused when no two approvers who differ signed these files under one number
     */
    public Approval verify(SignedBundle signed, Predicate<X509Certificate> reliable) throws BundleRefused {
        String digest = signed.bundle().digest();
        NavigableMap<Integer, SortedSet<String>> by = new TreeMap<>();
        Set<String> because = new LinkedHashSet<>();
        if (signed.signatures().isEmpty()) {
            because.add("there is no signature");
        }
        for (Receipt signature : signed.signatures()) {
            Optional<BundleApproved> said = read(signature, reliable);
            if (said.isEmpty()) {
                because.add("a signature is not one of an approver whose certificate is good");
            } else if (!said.get().digest().equals(digest)) {
                because.add(said.get().issuer() + " signed other files than these");
            } else {
                by.computeIfAbsent(said.get().number(), n -> new TreeSet<>())
                        .add(said.get().issuer().value());
            }
        }
        for (Map.Entry<Integer, SortedSet<String>> one : by.descendingMap().entrySet()) {
            if (one.getValue().size() >= WANTED) {
                return new Approval(one.getKey(), digest, List.copyOf(one.getValue()));
            }
            because.add("as number " + one.getKey() + ", only " + one.getValue().first() + " signed it");
        }
        throw new BundleRefused(
                "not-approved", "the bundle is not signed by two approvers: " + String.join("; ", because));
    }

    private Optional<BundleApproved> read(Receipt signature, Predicate<X509Certificate> reliable) {
        for (Map.Entry<AgencyId, List<X509Certificate>> one : certificates.entrySet()) {
            List<X509Certificate> good =
                    one.getValue().stream().filter(reliable).toList();
            try {
                return Optional.of(new StatementVerifier(one.getKey(), good).verify(signature, BundleApproved.class));
            } catch (StatementRefused e) {
                // perhaps another approver's
            }
        }
        return Optional.empty();
    }

    /**
     * That a bundle was approved.
     *
     * @param number goes forward with every activation
     * @param approvers at least two, in the order of their names
     */
    public record Approval(int number, String digest, List<String> approvers) {}
}
