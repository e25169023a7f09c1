package org.concordat.certs.sample;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;

/** A sample key with its certificate and that of its issuer (itself, for an authority). */
public record Issued(PrivateKey privateKey, X509Certificate certificate, X509Certificate issuer) {
    /** Writes {@code <name>.crt}, {@code .key} (PKCS#8) and {@code .p12}, whose entry is called {@code name}. */
    public void writeTo(Path folder, String name) throws IOException, GeneralSecurityException {
        OwnerOnly.createFolder(folder);
        OwnerOnly.write(folder.resolve(name + ".key"), pem("PRIVATE KEY", privateKey.getEncoded()));
        OwnerOnly.write(folder.resolve(name + ".p12"), pkcs12(name));
        OwnerOnly.write(folder.resolve(name + ".crt"), pem("CERTIFICATE", certificate.getEncoded()));
    }

    private byte[] pkcs12(String name) throws IOException, GeneralSecurityException {
        char[] password = SampleAuthority.PASSWORD.toCharArray();
        Certificate[] chain =
                certificate.equals(issuer) ? new Certificate[] {certificate} : new Certificate[] {certificate, issuer};
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, password);
        store.setKeyEntry(name, privateKey, password, chain);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        store.store(out, password);
        return out.toByteArray();
    }

    static byte[] pem(String type, byte[] der) throws IOException {
        StringWriter text = new StringWriter();
        try (PemWriter pem = new PemWriter(text)) {
            pem.writeObject(new PemObject(type, der));
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public String toString() {
        return "sample key of " + certificate.getSubjectX500Principal();
    }
}
