package org.concordat.certs.sample;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509CRLHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * An authority that issues sample certificates and revokes them. It lives in a folder: {@code authority.crt},
 * {@code authority.key}, {@code authority.p12}, {@code authority.crl}. For one process at a time.
 */
public final class SampleAuthority {
    /** The certificate policy that every sample certificate carries (under ITU-T X.667's arc for UUIDs). */
    static final String POLICY = "2.25.124195848220537728249466397986324670492";

    /** The password of every sample key store. It protects nothing, and says so. */
    static final String PASSWORD = "sample-not-secret";

    /** How long what is issued stays valid. */
    public static final Duration VALIDITY = Duration.ofDays(365);

    /** How long before {@code now} validity begins, for clocks that are a little behind. */
    private static final Duration SLACK = Duration.ofMinutes(5);

    private static final String NAME = "authority";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path folder;
    private final Issued own;
    private final Clock clock;

    private SampleAuthority(Path folder, Issued own, Clock clock) {
        this.folder = folder;
        this.own = own;
        this.clock = clock;
    }

    /** Makes a new authority with an empty list of revoked certificates; what an earlier one issued is void. */
    public static SampleAuthority create(Path folder, String subject, Clock clock)
            throws IOException, GeneralSecurityException {
        KeyPair keys = KeyType.EC_P256.generate();
        X500Principal name = new X500Principal(subject);
        Instant now = clock.instant();
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                name, serial(), Date.from(now.minus(SLACK)), Date.from(now.plus(VALIDITY)), name, keys.getPublic());
        JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        builder.addExtension(
                Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(keys.getPublic()));
        builder.addExtension(Extension.certificatePolicies, false, samplePolicy());
        X509Certificate certificate = signed(builder, keys.getPrivate());
        Issued own = new Issued(keys.getPrivate(), certificate, certificate);
        own.writeTo(folder, NAME);
        SampleAuthority authority = new SampleAuthority(folder, own, clock);
        authority.writeList(List.of(), Optional.empty());
        return authority;
    }

    /** Opens the authority that {@link #create} left in the folder. */
    public static SampleAuthority open(Path folder, Clock clock) throws IOException, GeneralSecurityException {
        char[] password = PASSWORD.toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve(NAME + ".p12"))) {
            store.load(in, password);
        }
        X509Certificate certificate = (X509Certificate) store.getCertificate(NAME);
        if (!(store.getKey(NAME, password) instanceof PrivateKey key) || certificate == null) {
            throw new GeneralSecurityException("authority.p12 holds no authority");
        }
        return new SampleAuthority(folder, new Issued(key, certificate, certificate), clock);
    }

    public X509Certificate certificate() {
        return own.certificate();
    }

    /** Issues what the plan's holder has in this store, valid from now on for {@link #VALIDITY}. */
    public Issued issue(Plan.Holder holder, Store store, KeyType type) throws IOException, GeneralSecurityException {
        Instant now = clock.instant();
        return issue(holder.subject(store), store, type, holder.hosts(), now.minus(SLACK), now.plus(VALIDITY));
    }

    /**
     * Issues whatever a hostile test needs: an expired certificate, one of another use than its name says.
     *
     * @param hosts what a TLS server is called; empty for a client. A server may be a client too
     */
    public Issued issue(
            X500Principal subject, Store store, KeyType type, List<String> hosts, Instant from, Instant until)
            throws IOException, GeneralSecurityException {
        KeyPair keys = type.generate();
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                own.certificate(), serial(), Date.from(from), Date.from(until), subject, keys.getPublic());
        JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(keyUsage(store, type)));
        builder.addExtension(
                Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(keys.getPublic()));
        builder.addExtension(
                Extension.authorityKeyIdentifier, false, extensions.createAuthorityKeyIdentifier(own.certificate()));
        builder.addExtension(Extension.certificatePolicies, false, samplePolicy());
        if (store == Store.TLS) {
            addTls(builder, hosts);
        }
        return new Issued(keys.getPrivate(), signed(builder, own.privateKey()), own.certificate());
    }

    /** Adds a certificate to the list of revoked ones, as of now. */
    public void revoke(X509Certificate certificate) throws IOException, GeneralSecurityException {
        writeList(List.of(certificate.getSerialNumber()), Optional.of(list()));
    }

    /** Signs the list of revoked certificates anew, for another {@link #VALIDITY}. */
    public void renewList() throws IOException, GeneralSecurityException {
        writeList(List.of(), Optional.of(list()));
    }

    Path folder() {
        return folder;
    }

    Path listFile() {
        return folder.resolve(NAME + ".crl");
    }

    X509CRL list() throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(listFile())) {
            return (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(in);
        }
    }

    private void writeList(List<BigInteger> added, Optional<X509CRL> earlier)
            throws IOException, GeneralSecurityException {
        Instant now = clock.instant();
        JcaX509v2CRLBuilder builder =
                new JcaX509v2CRLBuilder(own.certificate().getSubjectX500Principal(), Date.from(now.minus(SLACK)));
        builder.setNextUpdate(Date.from(now.plus(VALIDITY)));
        builder.addExtension(Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(now.toEpochMilli())));
        builder.addExtension(
                Extension.authorityKeyIdentifier,
                false,
                new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(own.certificate()));
        if (earlier.isPresent()) {
            builder.addCRL(new JcaX509CRLHolder(earlier.get()));
        }
        added.forEach(s -> builder.addCRLEntry(s, Date.from(now.minus(SLACK)), CRLReason.keyCompromise));
        try {
            X509CRL list = new JcaX509CRLConverter()
                    .getCRL(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(own.privateKey())));
            OwnerOnly.write(listFile(), Issued.pem("X509 CRL", list.getEncoded()));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException("cannot sign with the authority's key", e);
        }
    }

    private static int keyUsage(Store store, KeyType type) {
        return switch (store) {
            case TLS, SSH -> KeyUsage.digitalSignature;
            case SIGNING, ADAPTER -> KeyUsage.digitalSignature | KeyUsage.nonRepudiation;
            case ENVELOPE -> KeyUsage.digitalSignature | KeyUsage.keyEncipherment;
            case ENCRYPTION -> type == KeyType.RSA_3072 ? KeyUsage.keyEncipherment : KeyUsage.keyAgreement;
        };
    }

    private static void addTls(X509v3CertificateBuilder builder, List<String> hosts) throws IOException {
        KeyPurposeId[] client = {KeyPurposeId.id_kp_clientAuth};
        KeyPurposeId[] server = {KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth};
        builder.addExtension(
                Extension.extendedKeyUsage, false, new ExtendedKeyUsage(hosts.isEmpty() ? client : server));
        if (!hosts.isEmpty()) {
            GeneralName[] names = hosts.stream()
                    .map(h -> new GeneralName(
                            h.matches("[0-9.]+|[0-9a-f]*:.*") ? GeneralName.iPAddress : GeneralName.dNSName, h))
                    .toArray(GeneralName[]::new);
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
        }
    }

    private static CertificatePolicies samplePolicy() {
        return new CertificatePolicies(new PolicyInformation(new ASN1ObjectIdentifier(POLICY)));
    }

    private static X509Certificate signed(X509v3CertificateBuilder builder, PrivateKey key)
            throws GeneralSecurityException {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException("cannot sign with the authority's key", e);
        }
    }

    /** 127 random bits: positive, and at most 20 octets (RFC 5280 section 4.1.2.2). */
    private static BigInteger serial() {
        return new BigInteger(127, RANDOM).setBit(126);
    }
}
