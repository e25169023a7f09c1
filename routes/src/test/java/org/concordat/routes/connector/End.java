package org.concordat.routes.connector;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.concordat.protection.key.AgencyKeys;
import org.concordat.protection.key.TlsContext;

/** One end of a line: a key, and a certificate that it signed itself for {@code localhost}. */
record End(KeyPair keys, X509Certificate certificate) {
    static final String PASSWORD = "of a test";

    static End make() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            KeyPair pair = generator.generateKeyPair();
            X500Name name = new X500Name("CN=localhost");
            var builder = new JcaX509v3CertificateBuilder(
                            name,
                            new BigInteger(64, new SecureRandom()),
                            Date.from(Instant.parse("2026-01-01T00:00:00Z")),
                            Date.from(Instant.parse("2056-01-01T00:00:00Z")),
                            name,
                            pair.getPublic())
                    .addExtension(
                            Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyAgreement))
                    .addExtension(
                            Extension.subjectAlternativeName,
                            false,
                            new GeneralNames(new GeneralName(GeneralName.dNSName, "localhost")));
            return new End(
                    pair,
                    new JcaX509CertificateConverter()
                            .getCertificate(builder.build(
                                    new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()))));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** TLS in which this end trusts the other one and nobody else. */
    SSLContext trusting(End other) {
        try {
            return trusting(TlsContext.trusting(List.of(other.certificate)));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** TLS with this end's key. */
    SSLContext trusting(TrustManager... others) {
        try {
            return TlsContext.of(Optional.of(new AgencyKeys.Tls(keys.getPrivate(), certificate)), others);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** A PKCS#12 file of this end's key. */
    Path keyStore(Path folder) {
        return write(
                folder.resolve("own.p12"),
                store -> store.setKeyEntry(
                        "own", keys.getPrivate(), PASSWORD.toCharArray(), new Certificate[] {certificate}));
    }

    /** A PKCS#12 file of this end's certificate. */
    Path trustStore(Path folder) {
        return write(folder.resolve("trusted.p12"), store -> store.setCertificateEntry("trusted", certificate));
    }

    private interface Filling {
        void of(KeyStore store) throws Exception;
    }

    private static Path write(Path file, Filling filling) {
        try (OutputStream out = Files.newOutputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            filling.of(store);
            store.store(out, PASSWORD.toCharArray());
            return file;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
