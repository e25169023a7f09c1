package org.concordat.bench.brokered;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.concordat.bench.load.Commanded;
import org.concordat.protection.envelope.Opener;
import org.concordat.protection.envelope.Sealed;
import org.concordat.protection.key.AgencyKeys;
import org.concordat.protection.key.TrustPolicy;
import org.concordat.protection.receipt.Digest;
import org.concordat.protection.receipt.Statement;
import org.concordat.protection.receipt.StatementSigner;
import org.concordat.routes.connector.RestConnector;
import org.concordat.sandbox.northshire.Northshire;
import org.concordat.schemas.disclosure.Disclosure;
import org.concordat.schemas.disclosure.DisclosureContext;
import org.concordat.schemas.primitive.Primitives;
import org.concordat.schemas.signature.DisclosureVerifier;
import org.concordat.schemas.signature.RandomIds;
import org.concordat.schemas.terminology.AgencyId;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * The receiving agency's system: takes what is pushed to it over mutual TLS, opens it, verifies both signatures and every
 * part, and answers with a signed receipt.
 */
public final class Recipient {
    private static final System.Logger LOG = System.getLogger(Recipient.class.getName());
    private static final AgencyId PROBATION = new AgencyId(Northshire.PROBATION);

    private final X509Certificate sender;
    private final X509Certificate gateway;
    private final Opener opener;
    private final StatementSigner receipts;
    private final DisclosureContext context = DisclosureContext.standard();
    private final DisclosureVerifier verifier = new DisclosureVerifier();
    /** The sender reaches it last of all. */
    private final CompletableFuture<Bell> bell = new CompletableFuture<>();

    private Recipient(Path certificates) throws Exception {
        char[] password = TrustPolicy.SAMPLE_PASSWORD.toCharArray();
        AgencyKeys probation = AgencyKeys.read(certificates.resolve(Northshire.PROBATION), password);
        this.sender = Agency.certificate(certificates.resolve(Northshire.POLICE).resolve("signing.crt"));
        this.gateway = Agency.certificate(certificates.resolve("gateway/signing.crt"));
        this.opener = new Opener(
                probation.encryption().privateKey(), probation.encryption().certificate());
        this.receipts = new StatementSigner(PROBATION, probation.signing());
    }

    /** Takes the port of whoever commands, and a file of addresses; says in a file of its own where it listens. */
    public static void main(String[] arguments) throws Exception {
        Properties given = new Properties();
        try (var in = Files.newBufferedReader(Path.of(arguments[1]))) {
            given.load(in);
        }
        Path certificates = Path.of(given.getProperty(Agency.CERTIFICATES));
        Recipient recipient = new Recipient(certificates);
        int port = recipient.listen(tls(certificates));
        try (ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Commanded commanded = new Commanded(Integer.parseInt(arguments[0]))) {
            Properties listens = new Properties();
            listens.setProperty("bell", Integer.toString(door.getLocalPort()));
            listens.setProperty("address", "https://localhost:" + port + "/deliveries");
            try (var out = Files.newBufferedWriter(Path.of(given.getProperty("recipient")))) {
                listens.store(out, null);
            }
            Thread hanging = new Thread(() -> recipient.hang(door), "bell");
            hanging.setDaemon(true);
            hanging.start();
            commanded.serve("AES-GCM by " + Primitives.aesGcm().getProvider().getName());
        }
        System.exit(0);
    }

    private void hang(ServerSocket door) {
        try {
            bell.complete(Bell.hang(door));
        } catch (IOException nobody) {
            bell.completeExceptionally(nobody);
        }
    }

    private int listen(SSLContext context) throws Exception {
        Server server = new Server();
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setSslContext(context);
        tls.setNeedClientAuth(true);
        ServerConnector connector = new ServerConnector(server, tls);
        connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        server.addConnector(connector);
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                take(request, response, callback);
                return true;
            }
        });
        server.start();
        return connector.getLocalPort();
    }

    /** Of a partner's own certificate and key, as every partner of the sandbox has them. */
    private static SSLContext tls(Path certificates) throws IOException, GeneralSecurityException {
        char[] password = TrustPolicy.SAMPLE_PASSWORD.toCharArray();
        KeyStore own = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(certificates.resolve("partner/tls.p12"))) {
            own.load(in, password);
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, password);
        KeyStore authority = KeyStore.getInstance("PKCS12");
        authority.load(null, null);
        authority.setCertificateEntry("authority", Agency.certificate(certificates.resolve("authority.crt")));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(authority);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return tls;
    }

    private void take(Request request, Response response, Callback callback) throws Exception {
        String delivery = String.valueOf(request.getHeaders().get(RestConnector.DELIVERY));
        try (InputStream body = Content.Source.asInputStream(request)) {
            byte[] receipt =
                    read(UUID.fromString(delivery), body.readAllBytes()).getBytes(StandardCharsets.US_ASCII);
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/jose");
            response.write(true, ByteBuffer.wrap(receipt), callback);
            bell.join().say(delivery);
        } catch (Exception failed) {
            LOG.log(System.Logger.Level.ERROR, "a delivery was not read", failed);
            throw failed;
        }
    }

    private String read(UUID delivery, byte[] sealed) throws Exception {
        Disclosure disclosure = context.parser().parse(opener.open(new Sealed(sealed)));
        verifier.verifyReleased(disclosure, sender, gateway);
        return receipts.sign(new Statement.Received(
                        RandomIds.random(),
                        PROBATION,
                        Clock.systemUTC().instant(),
                        delivery,
                        Digest.of(sealed),
                        Optional.of("N02A017")))
                .jws();
    }
}
