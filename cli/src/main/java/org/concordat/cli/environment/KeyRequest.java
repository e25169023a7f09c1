package org.concordat.cli.environment;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.operator.OperatorException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.concordat.cli.outcome.Exit;
import org.concordat.cli.outcome.OwnFile;
import org.concordat.cli.outcome.Stopped;
import org.concordat.schemas.terminology.AgencyId;

/**
 * A new key of an agency, P-256, and the request for its certificate (PKCS #10, RFC 2986), as an authority takes it.
 *
 * @param use {@code tls}, {@code signing} or {@code encryption}
 */
public record KeyRequest(String use) {
    /** One for each certificate that an agency is registered with. */
    public static final List<KeyRequest> ALL =
            List.of(new KeyRequest("tls"), new KeyRequest("signing"), new KeyRequest("encryption"));

    /** Whose key it is. */
    public X500Name subject(AgencyId agency, String name) {
        return new X500NameBuilder()
                .addRDN(BCStyle.O, name)
                .addRDN(BCStyle.CN, agency + " " + use)
                .build();
    }

    /**
     * Writes {@code USE.key}, encrypted (PKCS #8, RFC 5958: PBES2, AES-256), and {@code USE.csr} into a folder.
     * An existing key is never overwritten.
     */
    public void make(X500Name subject, Path folder, char[] password) throws Stopped {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new Stopped(Exit.USAGE, "file.unwritable", folder + " cannot be made");
        }
        OwnFile key = new OwnFile(folder.resolve(use + ".key"));
        OwnFile request = new OwnFile(folder.resolve(use + ".csr"));
        key.mayBeWritten(false);
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            key.write(
                    pem(new JcaPKCS8Generator(
                            pair.getPrivate(),
                            new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_256_CBC)
                                    .setProvider(new BouncyCastleProvider())
                                    .setPassword(password)
                                    .build())),
                    false);
            request.write(pem(request(subject, pair)), true);
        } catch (IOException | GeneralSecurityException | OperatorException e) {
            throw Stopped.of("keys.not-made", use, subject);
        }
    }

    private Object request(X500Name subject, KeyPair pair) throws IOException, OperatorException {
        ExtensionsGenerator wanted = new ExtensionsGenerator();
        wanted.addExtension(Extension.keyUsage, true, new KeyUsage(usage()));
        if (use.equals("tls")) {
            wanted.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth));
        }
        return new JcaPKCS10CertificationRequestBuilder(subject, pair.getPublic())
                .addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, wanted.generate())
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()));
    }

    private int usage() {
        return switch (use) {
            case "tls" -> KeyUsage.digitalSignature;
            case "signing" -> KeyUsage.digitalSignature | KeyUsage.nonRepudiation;
            default -> KeyUsage.keyAgreement;
        };
    }

    private static byte[] pem(Object content) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(content);
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
