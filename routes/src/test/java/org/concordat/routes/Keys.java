package org.concordat.routes;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.concordat.protection.key.AgencyKeys;
import org.concordat.schemas.signature.SigningKey;

/** Keys of agencies, made once for a name: certificates are valid from 2026 to 2036. */
final class Keys {
    private static final Map<String, AgencyKeys> KEYS = new HashMap<>();

    private Keys() {}

    static synchronized AgencyKeys of(String name) {
        return KEYS.computeIfAbsent(name, Keys::fresh);
    }

    static AgencyKeys fresh(String name) {
        SigningKey tls = key(name + " tls");
        SigningKey encryption = key(name + " encryption");
        return new AgencyKeys(
                new AgencyKeys.Tls(tls.privateKey(), tls.certificate()),
                List.of(key(name + " signing")),
                List.of(),
                List.of(new AgencyKeys.Encryption(encryption.privateKey(), encryption.certificate())),
                Clock.systemUTC());
    }

    private static SigningKey key(String name) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            X500Name subject = new X500Name("CN=" + name + ",O=Test");
            var builder = new JcaX509v3CertificateBuilder(
                            subject,
                            new BigInteger(64, new SecureRandom()),
                            Date.from(Instant.parse("2026-01-01T00:00:00Z")),
                            Date.from(Instant.parse("2036-01-01T00:00:00Z")),
                            subject,
                            pair.getPublic())
                    .addExtension(
                            Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyAgreement));
            return new SigningKey(
                    pair.getPrivate(),
                    new JcaX509CertificateConverter()
                            .getCertificate(builder.build(
                                    new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()))));
        } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
            throw new IllegalStateException(e);
        }
    }
}
