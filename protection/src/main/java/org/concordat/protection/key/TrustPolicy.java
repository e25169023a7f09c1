package org.concordat.protection.key;

import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.PolicyInformation;

/**
 * Whether sample certificates are admitted. Production code knows only {@link #production()}, which never does; the
 * sandbox, in its own jar, is the one place that answers otherwise. There is no setting for it.
 */
@FunctionalInterface
public interface TrustPolicy {
    /** The certificate policy that every sample certificate carries (under ITU-T X.667's arc for UUIDs). */
    String SAMPLE_POLICY = "2.25.124195848220537728249466397986324670492";

    /** The password of every sample key store. It protects nothing, and says so. */
    String SAMPLE_PASSWORD = "sample-not-secret";

    /** Passwords that everybody knows: of the samples, and of products as they are delivered. */
    Set<String> KNOWN_PASSWORDS = Set.of(
            SAMPLE_PASSWORD,
            "admin",
            "changeit",
            "changeme",
            "concordat",
            "keycloak",
            "password",
            "postgres",
            "secret");

    boolean admitsSamples();

    static TrustPolicy production() {
        return () -> false;
    }

    /** Whether a certificate carries {@link #SAMPLE_POLICY}. One whose policies cannot be read counts as a sample. */
    static boolean isSample(X509Certificate certificate) {
        byte[] extension = certificate.getExtensionValue(Extension.certificatePolicies.getId());
        if (extension == null) {
            return false;
        }
        try {
            ASN1ObjectIdentifier sample = new ASN1ObjectIdentifier(SAMPLE_POLICY);
            PolicyInformation[] policies = CertificatePolicies.getInstance(
                            ASN1OctetString.getInstance(extension).getOctets())
                    .getPolicyInformation();
            return Arrays.stream(policies).anyMatch(p -> p.getPolicyIdentifier().equals(sample));
        } catch (IllegalArgumentException e) {
            return true;
        }
    }
}
