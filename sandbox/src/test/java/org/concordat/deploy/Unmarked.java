package org.concordat.deploy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;
import org.concordat.protection.key.TrustPolicy;

/** Certificates as an authority of the world issues them: the sample ones, of the same keys, without their mark. */
final class Unmarked {
    private static final char[] PASSWORD = TrustPolicy.SAMPLE_PASSWORD.toCharArray();

    private final PrivateKey authority;
    private final X509Certificate own;

    private Unmarked(Path folder) throws IOException, GeneralSecurityException {
        KeyStore store = read(folder.resolve("authority.p12"));
        authority = (PrivateKey) store.getKey("authority", PASSWORD);
        own = issued((X509Certificate) store.getCertificate("authority"));
    }

    /** Has all in the folder issued anew, in place. The list of revoked ones stays: the authority has the same key. */
    static void in(Path folder) throws IOException, GeneralSecurityException {
        Unmarked unmarked = new Unmarked(folder);
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(f -> f.toString().endsWith(".p12")).toList()) {
                unmarked.reissue(file);
            }
        }
    }

    /** Writes a holder's stores to another folder under another password. */
    static void copy(Path folder, Path to, char[] password) throws IOException, GeneralSecurityException {
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.filter(f -> f.toString().endsWith(".p12")).toList()) {
                KeyStore store = read(file);
                KeyStore copy = KeyStore.getInstance("PKCS12");
                copy.load(null, password);
                for (String alias : Collections.list(store.aliases())) {
                    copy.setKeyEntry(alias, store.getKey(alias, PASSWORD), password, store.getCertificateChain(alias));
                }
                write(copy, to.resolve(file.getFileName()), password);
            }
        }
    }

    private void reissue(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = read(file);
        for (String alias : Collections.list(store.aliases())) {
            if (store.getCertificate(alias) instanceof X509Certificate marked) {
                boolean root = marked.getSubjectX500Principal().equals(own.getSubjectX500Principal());
                X509Certificate certificate = root ? own : issued(marked);
                List<X509Certificate> chain = root ? List.of(own) : List.of(certificate, own);
                store.setKeyEntry(alias, store.getKey(alias, PASSWORD), PASSWORD, chain.toArray(Certificate[]::new));
                StringWriter text = new StringWriter();
                try (PemWriter pem = new PemWriter(text)) {
                    pem.writeObject(new PemObject("CERTIFICATE", certificate.getEncoded()));
                }
                Files.writeString(file.resolveSibling(alias + ".crt"), text.toString());
            }
        }
        write(store, file, PASSWORD);
    }

    private X509Certificate issued(X509Certificate marked) throws GeneralSecurityException {
        try {
            X509v3CertificateBuilder builder = new X509v3CertificateBuilder(new JcaX509CertificateHolder(marked));
            builder.removeExtension(Extension.certificatePolicies);
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(authority)));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        }
    }

    private static KeyStore read(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        return store;
    }

    private static void write(KeyStore store, Path file, char[] password) throws IOException, GeneralSecurityException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        store.store(out, password);
        Files.write(file, out.toByteArray());
    }
}
