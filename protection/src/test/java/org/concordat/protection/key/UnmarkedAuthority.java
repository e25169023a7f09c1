package org.concordat.protection.key;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An authority whose certificates do not say that they are samples, as in production. */
final class UnmarkedAuthority {
    private static final X500Principal NAME = new X500Principal("CN=Unmarked,C=GB");

    private final KeyPair keys;
    private final Instant now;
    private final Authority authority;

    UnmarkedAuthority(Path folder, Instant now, boolean itselfMarked) throws Exception {
        this.now = now;
        this.keys = elliptic();
        X509v3CertificateBuilder builder = builder(NAME, keys.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        if (itselfMarked) {
            builder.addExtension(
                    Extension.certificatePolicies,
                    false,
                    new CertificatePolicies(
                            new PolicyInformation(new ASN1ObjectIdentifier(TrustPolicy.SAMPLE_POLICY))));
        }
        Path list = Files.write(
                folder.resolve("unmarked.crl"),
                new JcaX509v2CRLBuilder(NAME, Date.from(now.minusSeconds(60)))
                        .setNextUpdate(Date.from(now.plusSeconds(3600)))
                        .build(signer())
                        .getEncoded());
        this.authority = new Authority(certificate(builder), list);
    }

    Authority authority() {
        return authority;
    }

    X509Certificate signing() throws Exception {
        X509v3CertificateBuilder builder =
                builder(new X500Principal("CN=agency,C=GB"), elliptic().getPublic());
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        return certificate(builder);
    }

    private X509v3CertificateBuilder builder(X500Principal subject, PublicKey key) {
        Date from = Date.from(now.minusSeconds(60));
        return new JcaX509v3CertificateBuilder(
                NAME, BigInteger.valueOf(now.toEpochMilli()), from, Date.from(now.plusSeconds(3600)), subject, key);
    }

    private X509Certificate certificate(X509v3CertificateBuilder builder) throws Exception {
        return new JcaX509CertificateConverter().getCertificate(builder.build(signer()));
    }

    private ContentSigner signer() throws Exception {
        return new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
    }

    private static KeyPair elliptic() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }
}
