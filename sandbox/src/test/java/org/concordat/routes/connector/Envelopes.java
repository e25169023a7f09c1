package org.concordat.routes.connector;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.concordat.certs.sample.Issued;
import org.concordat.certs.sample.KeyType;
import org.concordat.certs.sample.SampleAuthority;
import org.concordat.certs.sample.Store;
import org.concordat.gateway.soap.EnvelopeKeys;
import org.concordat.gateway.soap.SoapConnector;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.agency.Endpoint;
import org.concordat.protection.agency.Wsdl;
import org.concordat.protection.key.AgencyKeys;
import org.concordat.protection.key.TrustPolicy;
import org.concordat.routes.Registered;

/** What SOAP needs besides TLS: RSA keys of both ends, and agencies that are registered with them. */
record Envelopes(Issued gateway, Issued partner, Issued stranger) {
    private static final char[] PASSWORD = TrustPolicy.SAMPLE_PASSWORD.toCharArray();

    static Envelopes make() {
        try {
            SampleAuthority authority = SampleAuthority.create(
                    Files.createTempDirectory("authority"), "CN=Envelopes,O=Concordat,C=GB", Clock.systemUTC());
            return new Envelopes(
                    issue(authority, "gateway"), issue(authority, "partner"), issue(authority, "stranger"));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Issued issue(SampleAuthority authority, String name) throws Exception {
        var now = Clock.systemUTC().instant();
        return authority.issue(
                new X500Principal("CN=" + name + ",O=Test,C=GB"),
                Store.ENVELOPE,
                KeyType.RSA_3072,
                List.of(),
                now.minusSeconds(60),
                now.plus(Duration.ofDays(20)));
    }

    /** The gateway's connector, which trusts one end. */
    SoapConnector connector(End trusted) throws Exception {
        AgencyKeys.Encryption own = new AgencyKeys.Encryption(gateway.privateKey(), gateway.certificate());
        return new SoapConnector(
                new Posting(ConnectorContract.GATEWAY.trusting(trusted)),
                Optional.of(EnvelopeKeys.of(List.of(own), PASSWORD)),
                certificate -> true);
    }

    /** The partner's RSA key, as its service reads it. */
    Path partnersStore(Path folder) throws Exception {
        partner.writeTo(folder, "envelope");
        return folder.resolve("envelope.p12");
    }

    /** The TLS stores of a partner's service: its own, and whom it lets in. */
    static Path own(Path folder) throws Exception {
        return store(
                folder.resolve("tls.p12"),
                store -> store.setKeyEntry(
                        "own", ConnectorContract.PARTNER.keys().getPrivate(), PASSWORD, new Certificate[] {
                            ConnectorContract.PARTNER.certificate()
                        }));
    }

    static Path trusted(Path folder) throws Exception {
        return store(
                folder.resolve("trust.p12"),
                store -> store.setCertificateEntry("gateway", ConnectorContract.GATEWAY.certificate()));
    }

    private interface Filling {
        void of(KeyStore store) throws Exception;
    }

    private static Path store(Path file, Filling filling) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        filling.of(store);
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD);
        }
        return file;
    }

    static URI address(int port) {
        return URI.create("https://localhost:" + port + "/service");
    }

    static Wsdl wsdl(String name) {
        return new Wsdl(text(name).getBytes(StandardCharsets.UTF_8));
    }

    static String text(String name) {
        try (InputStream in = Envelopes.class.getResourceAsStream("/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** The partner, reached there, with its certificate for envelopes. */
    Agency registered(Endpoint endpoint) {
        return registered(endpoint, partner.certificate());
    }

    static Agency registered(Endpoint endpoint, X509Certificate envelope) {
        return Registered.like(ConnectorContract.registered(endpoint))
                .envelope(envelope)
                .agency();
    }
}
