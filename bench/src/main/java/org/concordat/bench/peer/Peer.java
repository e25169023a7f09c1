package org.concordat.bench.peer;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.concordat.bench.load.Commander;
import org.concordat.sandbox.machine.Run;

/** Two parties that speak WS-Security with each other over plain HTTP: a process each. */
public record Peer(Commander client, Commander server) implements AutoCloseable {
    private static final int RSA_BITS = 2048;
    private static final int ENVELOPE_BITS = 3072;

    /** Who computes in both of them. */
    public enum Primitive {
        JDK,
        ACCP;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Starts both; they share one key, which neither side gains by. */
    public static Peer start(Run run, String classPath, Primitive primitive, int clients, Path document)
            throws IOException, InterruptedException, GeneralSecurityException {
        String keys = keys(run.folder().resolve("peer.p12"), RSA_BITS);
        String word = primitive.word();
        Commander server =
                Commander.start(run, "peer-server-" + word, classPath, PeerServer.class, List.of(word, keys));
        Commander client = Commander.start(
                run,
                "peer-client-" + word,
                classPath,
                PeerClient.class,
                List.of(word, keys, server.words(), Integer.toString(clients), document.toString()));
        return new Peer(client, server);
    }

    /** The same under our contract's policy, with keys as long as those of envelopes are. */
    public static Peer underPolicy(Run run, String classPath, Primitive primitive, int clients, Path document)
            throws IOException, InterruptedException, GeneralSecurityException {
        String keys = keys(run.folder().resolve("policy-peer.p12"), ENVELOPE_BITS);
        String word = primitive.word();
        Commander server =
                Commander.start(run, "policy-server-" + word, classPath, PolicyPeer.Server.class, List.of(word, keys));
        Commander client = Commander.start(
                run,
                "policy-client-" + word,
                classPath,
                PolicyPeer.Client.class,
                List.of(word, keys, server.words(), Integer.toString(clients), document.toString()));
        return new Peer(client, server);
    }

    private static String keys(Path file, int bits) throws IOException, GeneralSecurityException {
        if (!Files.exists(file)) {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            KeyPair pair = generator.generateKeyPair();
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            Certificate[] chain = {certificate(pair)};
            store.setKeyEntry(Security.ALIAS, pair.getPrivate(), Security.PASSWORD.toCharArray(), chain);
            try (OutputStream out = Files.newOutputStream(file)) {
                store.store(out, Security.PASSWORD.toCharArray());
            }
        }
        return file.toString();
    }

    private static X509Certificate certificate(KeyPair pair) throws GeneralSecurityException {
        X500Principal name = new X500Principal("CN=Peer,O=Concordat Bench");
        Instant now = Clock.systemUTC().instant();
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(new JcaX509v3CertificateBuilder(
                                    name,
                                    BigInteger.ONE,
                                    Date.from(now.minus(Duration.ofHours(1))),
                                    Date.from(now.plus(Duration.ofDays(2))),
                                    name,
                                    pair.getPublic())
                            .build(new JcaContentSignerBuilder("SHA256withRSA").build(pair.getPrivate())));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException("the peer's certificate could not be made", e);
        }
    }

    @Override
    public void close() throws IOException {
        client.close();
        server.close();
    }
}
