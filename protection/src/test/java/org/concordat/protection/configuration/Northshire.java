package org.concordat.protection.configuration;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.concordat.schemas.signature.SigningKey;
import org.concordat.schemas.terminology.Kind;

/** Fictional Northshire: the agencies and agreements of the test resources, with certificates made for the occasion. */
public final class Northshire {
    public static final Set<Kind> KINDS = Stream.of(
                    "safeguarding-check-request", "safeguarding-check-response", "case-allocation", "contact-record")
            .map(Kind::new)
            .collect(Collectors.toUnmodifiableSet());

    private static final Instant FROM = Instant.parse("2014-06-01T00:00:00Z");
    private static final AtomicLong SERIAL = new AtomicLong(1);
    private static final KeyPair KEYS = keys();

    private Northshire() {}

    public static Configuration read() {
        try {
            Path certificates = Files.createTempDirectory("northshire");
            certificates(folder(), certificates);
            return Configuration.read(folder(), certificates, KINDS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ConfigurationRejected e) {
            throw new AssertionError(e.findings().toString(), e);
        }
    }

    static Path folder() {
        return resource("northshire");
    }

    public static Path resource(String name) {
        try {
            URL url = Northshire.class.getClassLoader().getResource(name);
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Makes the certificates that every agency of a folder names. */
    static void certificates(Path folder, Path certificates) throws IOException {
        try (Stream<Path> agencies = Files.list(folder.resolve("agencies"))) {
            for (Path agency : agencies.sorted().toList()) {
                String id = agency.getFileName().toString().replace(".yaml", "");
                Path own = Files.createDirectories(certificates.resolve(id));
                Files.write(own.resolve("tls.crt"), certificate(id, KeyUsage.digitalSignature, true));
                Files.write(own.resolve("signing.crt"), certificate(id, KeyUsage.digitalSignature, false));
                Files.write(own.resolve("encryption.crt"), certificate(id, KeyUsage.keyAgreement, false));
            }
        }
    }

    /** A key of Northshire Police, made for this run. */
    public static SigningKey signingKey() {
        try {
            byte[] certificate = certificate("northshire-police", KeyUsage.digitalSignature, false);
            return new SigningKey(KEYS.getPrivate(), (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(certificate)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An RSA certificate for envelopes. */
    static byte[] envelopeCertificate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return certificate(
                    "envelope",
                    KeyUsage.digitalSignature | KeyUsage.keyEncipherment,
                    false,
                    generator.generateKeyPair().getPublic());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] certificate(String name, int usage, boolean client) {
        return certificate(name, usage, client, KEYS.getPublic());
    }

    /** Of a key that nobody else has. */
    static byte[] certificateOfItsOwnKey(String name) {
        return certificate(name, KeyUsage.digitalSignature, false, keys().getPublic());
    }

    private static byte[] certificate(String name, int usage, boolean client, PublicKey key) {
        try {
            X500Name subject = new X500Name("CN=" + name);
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    subject,
                    BigInteger.valueOf(SERIAL.getAndIncrement()),
                    Date.from(FROM),
                    Date.from(FROM.plus(Duration.ofDays(36_500))),
                    subject,
                    key);
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
            if (client) {
                builder.addExtension(
                        Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth));
            }
            return builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(KEYS.getPrivate()))
                    .getEncoded();
        } catch (IOException | OperatorException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
