package org.concordat.schemas;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.concordat.schemas.disclosure.Disclosure;
import org.concordat.schemas.disclosure.DisclosureContext;
import org.concordat.schemas.disclosure.DisclosureRejected;
import org.concordat.schemas.signature.DisclosureSigner;
import org.concordat.schemas.signature.SigningKey;

/** The agencies of the tests, with keys made for the run, and the drafts that they sign. */
public final class Actors {
    public static final DisclosureContext CONTEXT = DisclosureContext.standard();
    public static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-02T09:15:00Z"), ZoneOffset.UTC);

    public static final SigningKey PROBATION = key("Northshire Probation", "secp256r1");
    public static final SigningKey POLICE = key("Northshire Police", "secp384r1");
    public static final SigningKey GATEWAY = key("Concordat gateway", "secp256r1");

    private Actors() {}

    public static byte[] draft(String name) {
        try (InputStream in = Actors.class.getResourceAsStream("/org/concordat/schemas/drafts/" + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public static byte[] signed(String draft, SigningKey key) throws DisclosureRejected {
        return new DisclosureSigner(CONTEXT, CLOCK).sign(draft(draft), key);
    }

    public static Disclosure parsed(byte[] document) throws DisclosureRejected {
        return CONTEXT.parser().parse(document);
    }

    public static SigningKey key(String name, String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            KeyPair keys = generator.generateKeyPair();
            X500Name subject = new X500Name("CN=" + name + ",O=Sample");
            var builder = new JcaX509v3CertificateBuilder(
                    subject,
                    BigInteger.valueOf(System.nanoTime()),
                    Date.from(Instant.parse("2026-01-01T00:00:00Z")),
                    Date.from(Instant.parse("2036-01-01T00:00:00Z")),
                    subject,
                    keys.getPublic());
            var certificate = new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
            return new SigningKey(keys.getPrivate(), certificate);
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }
}
