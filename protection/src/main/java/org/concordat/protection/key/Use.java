package org.concordat.protection.key;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import org.concordat.schemas.terminology.Coded;
import org.jspecify.annotations.Nullable;

/** What a certificate's key is used for, and whether the certificate says so (RFC 5280 sections 4.2.1.3 and 4.2.1.12). */
public enum Use implements Coded {
    /** A system that calls the gateway, or the gateway where it calls a partner. */
    TLS_CLIENT("TLS, as a client"),
    TLS_SERVER("TLS, as a server"),
    /** Signatures on disclosures, releases and receipts. */
    SIGNING("signing"),
    /** Sealing: an RSA key enciphers, an elliptic-curve key agrees. */
    ENCRYPTION("sealing"),
    /** SOAP envelopes: one RSA key signs them, and opens those that are encrypted to it. */
    ENVELOPE("SOAP envelopes");

    private static final int DIGITAL_SIGNATURE = 0;
    private static final int NON_REPUDIATION = 1;
    private static final int KEY_ENCIPHERMENT = 2;
    private static final int KEY_AGREEMENT = 4;

    private static final String SERVER_AUTHENTICATION = "1.3.6.1.5.5.7.3.1";
    private static final String CLIENT_AUTHENTICATION = "1.3.6.1.5.5.7.3.2";
    private static final String EMAIL_PROTECTION = "1.3.6.1.5.5.7.3.4";
    /** RFC 9336. */
    private static final String DOCUMENT_SIGNING = "1.3.6.1.5.5.7.3.36";

    private static final String ANY_PURPOSE = "2.5.29.37.0";

    private final String words;

    Use(String words) {
        this.words = words;
    }

    /** What such a certificate is for. */
    public String words() {
        return words;
    }

    /** Whether key usage and purpose both allow it. A certificate that names no key usage fits nothing. */
    public boolean fits(X509Certificate certificate) {
        boolean[] usage = certificate.getKeyUsage();
        if (usage == null) {
            return false;
        }
        try {
            return usageFits(usage, certificate.getPublicKey().getAlgorithm())
                    && purposeFits(certificate.getExtendedKeyUsage());
        } catch (CertificateParsingException e) {
            return false;
        }
    }

    private boolean usageFits(boolean[] usage, String algorithm) {
        return switch (this) {
            case TLS_CLIENT, TLS_SERVER -> usage[DIGITAL_SIGNATURE];
            case SIGNING -> usage[DIGITAL_SIGNATURE] || usage[NON_REPUDIATION];
            case ENCRYPTION -> usage["RSA".equals(algorithm) ? KEY_ENCIPHERMENT : KEY_AGREEMENT];
            case ENVELOPE -> "RSA".equals(algorithm) && usage[DIGITAL_SIGNATURE] && usage[KEY_ENCIPHERMENT];
        };
    }

    /** A TLS certificate must name its end of the line; for the others the key usage is enough, unless purposes are named. */
    private boolean purposeFits(@Nullable List<String> purposes) {
        return switch (this) {
            case TLS_CLIENT -> purposes != null && purposes.contains(CLIENT_AUTHENTICATION);
            case TLS_SERVER -> purposes != null && purposes.contains(SERVER_AUTHENTICATION);
            case SIGNING ->
                purposes == null
                        || purposes.contains(DOCUMENT_SIGNING)
                        || purposes.contains(EMAIL_PROTECTION)
                        || purposes.contains(ANY_PURPOSE);
            case ENCRYPTION, ENVELOPE ->
                purposes == null || purposes.contains(EMAIL_PROTECTION) || purposes.contains(ANY_PURPOSE);
        };
    }
}
