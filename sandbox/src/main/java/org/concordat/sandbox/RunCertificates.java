package org.concordat.sandbox;

import java.io.IOException;
import java.io.Writer;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.concordat.sandbox.keycloak.Identity;

/** The TLS certificates of one run, in PEM files: an authority, Keycloak's own, and the clients' that it issues. */
public final class RunCertificates {
    private static final String AUTHORITY = "CN=Concordat sandbox run authority,O=Concordat sandbox,C=GB";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path folder;
    private final KeyPair authorityKeys;
    private final Instant from;

    private RunCertificates(Path folder, KeyPair authorityKeys, Instant from) {
        this.folder = folder;
        this.authorityKeys = authorityKeys;
        this.from = from;
    }

    public static RunCertificates create(Path folder) throws IOException {
        Files.createDirectories(folder);
        // certificates live in real time, never in that of a story
        RunCertificates certificates = new RunCertificates(
                folder, newKeys(), Clock.systemUTC().instant().minus(Duration.ofMinutes(5)));
        certificates.write(
                "authority",
                certificates.certificate(
                        AUTHORITY, certificates.authorityKeys, KeyPurposeId.anyExtendedKeyUsage, true));
        certificates.issue("keycloak", KeyPurposeId.id_kp_serverAuth);
        return certificates;
    }

    /** Issues the client certificate of an agency's system, and answers its subject. */
    public String issue(String agency) throws IOException {
        return issue(agency, KeyPurposeId.id_kp_clientAuth);
    }

    private String issue(String name, KeyPurposeId purpose) throws IOException {
        KeyPair keys = newKeys();
        String subject = "CN=" + name + ",O=Concordat sandbox,C=GB";
        write(name, certificate(subject, keys, purpose, false));
        write(name, keys.getPrivate());
        return subject;
    }

    private X509Certificate certificate(String subject, KeyPair keys, KeyPurposeId purpose, boolean authority)
            throws IOException {
        try {
            var builder = new JcaX509v3CertificateBuilder(
                    new X500Principal(AUTHORITY),
                    new BigInteger(120, RANDOM),
                    Date.from(from),
                    Date.from(from.plus(Duration.ofDays(7))),
                    new X500Principal(subject),
                    keys.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            if (authority) {
                builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            } else {
                builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
                builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
            }
            if (purpose.equals(KeyPurposeId.id_kp_serverAuth)) {
                builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName[] {
                    new GeneralName(GeneralName.dNSName, "localhost"),
                    new GeneralName(GeneralName.iPAddress, "127.0.0.1")
                }));
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(
                            new JcaContentSignerBuilder("SHA256withECDSA").build(authorityKeys.getPrivate())));
        } catch (GeneralSecurityException | OperatorCreationException failed) {
            throw new IOException("the certificate of " + subject + " could not be made", failed);
        }
    }

    private static KeyPair newKeys() throws IOException {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException failed) {
            throw new IOException("a key could not be made", failed);
        }
    }

    private void write(String name, X509Certificate certificate) throws IOException {
        write(folder.resolve(name + ".crt"), certificate);
    }

    private void write(String name, PrivateKey key) throws IOException {
        write(folder.resolve(name + ".key"), new JcaPKCS8Generator(key, null));
    }

    private static void write(Path file, Object content) throws IOException {
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.US_ASCII);
                JcaPEMWriter pem = new JcaPEMWriter(out)) {
            pem.writeObject(content);
        }
    }

    public Path folder() {
        return folder;
    }

    /** The subject of the authority. */
    public String authority() {
        return AUTHORITY;
    }

    public Identity ofKeycloak() {
        return new Identity(
                folder.resolve("keycloak.crt"), folder.resolve("keycloak.key"), folder.resolve("authority.crt"));
    }
}
