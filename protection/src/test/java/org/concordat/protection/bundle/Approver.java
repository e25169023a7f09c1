package org.concordat.protection.bundle;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.concordat.protection.receipt.Receipt;
import org.concordat.protection.receipt.Statement.BundleApproved;
import org.concordat.protection.receipt.StatementSigner;
import org.concordat.schemas.signature.SigningKey;
import org.concordat.schemas.terminology.AgencyId;

/** Somebody who signs bundles, with a key made for the occasion. */
public record Approver(AgencyId name, SigningKey key) {
    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");

    public static Approver called(String name) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair keys = generator.generateKeyPair();
            X500Name subject = new X500Name("CN=" + name);
            X509Certificate certificate = new JcaX509CertificateConverter()
                    .getCertificate(new JcaX509v3CertificateBuilder(
                                    subject,
                                    BigInteger.ONE,
                                    Date.from(FROM),
                                    Date.from(FROM.plusSeconds(1_000_000_000)),
                                    subject,
                                    keys.getPublic())
                            .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
            return new Approver(new AgencyId(name), new SigningKey(keys.getPrivate(), certificate));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public Receipt signs(Bundle bundle, int number) {
        return new StatementSigner(name, key)
                .sign(new BundleApproved(new UUID(1, 2), name, FROM, number, bundle.digest()));
    }
}
