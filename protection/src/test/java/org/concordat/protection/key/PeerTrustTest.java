package org.concordat.protection.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.security.auth.x500.X500Principal;
import org.concordat.certs.sample.Issued;
import org.concordat.certs.sample.KeyType;
import org.concordat.certs.sample.SampleAuthority;
import org.concordat.certs.sample.Store;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real handshakes, over the loopback interface. */
class PeerTrustTest {
    @TempDir
    private Path folder;

    private final Queue<Verdict> refused = new ConcurrentLinkedQueue<>();
    private SampleAuthority authority;
    private Issued server;
    private Issued client;
    private PeerTrust trust;
    private Certificates certificates;

    @BeforeEach
    void begin() throws Exception {
        authority = SampleAuthority.create(folder, "CN=TLS Authority,C=GB", Clock.systemUTC());
        server = issue("server", Store.TLS, List.of("localhost"));
        client = issue("client", Store.TLS, List.of());
        certificates = new Certificates(
                List.of(Authority.read(folder.resolve("authority.crt"))), () -> true, Clock.systemUTC());
        trust = new PeerTrust(certificates, refused::add);
    }

    @Test
    void who_is_valid_is_let_in() throws Exception {
        assertThat(handshake(client, "localhost")).isEqualTo("CN=client,C=GB");
        assertThat(refused).isEmpty();
    }

    @Test
    void who_was_revoked_is_not_and_it_is_counted() throws Exception {
        authority.revoke(client.certificate());
        assertThatThrownBy(() -> handshake(client, "localhost")).isInstanceOf(IOException.class);
        assertThat(refused).containsExactly(Verdict.REVOKED);
    }

    @Test
    void without_a_list_nobody_is_let_in() throws Exception {
        // the client checks the server first
        Files.delete(folder.resolve("authority.crl"));
        assertThatThrownBy(() -> handshake(client, "localhost")).isInstanceOf(IOException.class);
        assertThat(refused).contains(Verdict.STATUS_UNKNOWN);
    }

    @Test
    void a_signing_certificate_opens_no_connection() {
        assertThatThrownBy(() -> handshake(issue("client", Store.SIGNING, List.of()), "localhost"))
                .isInstanceOf(IOException.class);
        assertThat(refused).containsExactly(Verdict.WRONG_USE);
    }

    @Test
    void a_server_of_another_name_is_refused() {
        assertThatThrownBy(() -> handshake(client, "gateway.example"))
                .isInstanceOf(SSLHandshakeException.class)
                .hasMessageContaining("gateway.example");
    }

    @Test
    void a_renewed_certificate_is_shown_from_the_next_connection_on_and_a_bad_one_never() throws Exception {
        client.writeTo(folder.resolve("client"), "tls");
        RenewableTlsKey own = new RenewableTlsKey(
                folder.resolve("client"),
                TrustPolicy.SAMPLE_PASSWORD::toCharArray,
                next -> certificates.check(next, Use.TLS_CLIENT).passes());
        assertThat(handshake(TlsContext.of(own, trust), "localhost")).isEqualTo("CN=client,C=GB");

        SSLContext context = TlsContext.of(own, trust);
        issue("renewed", Store.TLS, List.of()).writeTo(folder.resolve("client"), "tls");
        assertThat(handshake(context, "localhost")).isEqualTo("CN=renewed,C=GB");
        assertThat(own.certificate().getSubjectX500Principal().getName()).isEqualTo("CN=renewed,C=GB");

        issue("a signer", Store.SIGNING, List.of()).writeTo(folder.resolve("client"), "tls");
        assertThat(handshake(context, "localhost")).isEqualTo("CN=renewed,C=GB");
        Files.writeString(folder.resolve("client").resolve("tls.p12"), "half of it");
        assertThat(handshake(context, "localhost")).isEqualTo("CN=renewed,C=GB");
    }

    /** A resumed session would not ask. */
    @Test
    void a_server_that_was_revoked_since_is_not_spoken_to_again() throws Exception {
        SSLContext own =
                TlsContext.of(Optional.of(new AgencyKeys.Tls(client.privateKey(), client.certificate())), trust);
        SSLContext ofServer = context(server);
        assertThat(handshake(own, ofServer, "localhost")).isEqualTo("CN=client,C=GB");
        authority.revoke(server.certificate());
        // for as long a session may be resumed
        new CountDownLatch(1).await(1_100, TimeUnit.MILLISECONDS);
        assertThatThrownBy(() -> handshake(own, ofServer, "localhost")).isInstanceOf(SSLHandshakeException.class);
        assertThat(refused).contains(Verdict.REVOKED);
    }

    private String handshake(Issued clientKey, String expectedName) throws Exception {
        return handshake(context(clientKey), expectedName);
    }

    private String handshake(SSLContext ofClient, String expectedName) throws Exception {
        return handshake(ofClient, context(server), expectedName);
    }

    /** The name by which the server knows the client. */
    private String handshake(SSLContext ofClient, SSLContext ofServer, String expectedName) throws Exception {
        try (SSLServerSocket listener =
                (SSLServerSocket) ofServer.getServerSocketFactory().createServerSocket(0, 1, loopback())) {
            listener.setNeedClientAuth(true);
            CompletableFuture<String> seen = CompletableFuture.supplyAsync(() -> serve(listener));
            try (SSLSocket socket = (SSLSocket) ofClient.getSocketFactory()
                    .createSocket(new Socket(loopback(), listener.getLocalPort()), expectedName, 0, true)) {
                SSLParameters parameters = socket.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                socket.setSSLParameters(parameters);
                socket.setSoTimeout(10_000);
                socket.startHandshake();
                // with TLS 1.3 a client learns only by reading that it was not let in
                if (socket.getInputStream().read() != 1) {
                    throw new IOException("closed by the server");
                }
            }
            return seen.get(10, TimeUnit.SECONDS);
        }
    }

    private static String serve(SSLServerSocket listener) {
        try (SSLSocket socket = (SSLSocket) listener.accept()) {
            socket.setSoTimeout(10_000);
            String peer = socket.getSession().getPeerPrincipal().getName();
            socket.getOutputStream().write(1);
            return peer;
        } catch (IOException e) {
            return "refused";
        }
    }

    private SSLContext context(Issued own) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("own", own.privateKey(), new char[0], new Certificate[] {own.certificate()});
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(keys.getKeyManagers(), new TrustManager[] {trust}, null);
        return context;
    }

    private static InetAddress loopback() {
        return InetAddress.getLoopbackAddress();
    }

    private Issued issue(String name, Store store, List<String> hosts) throws Exception {
        Instant now = Clock.systemUTC().instant();
        return authority.issue(
                new X500Principal("CN=" + name + ",C=GB"),
                store,
                KeyType.EC_P256,
                hosts,
                now.minusSeconds(60),
                now.plusSeconds(3600));
    }
}
