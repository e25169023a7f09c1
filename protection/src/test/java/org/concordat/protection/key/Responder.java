package org.concordat.protection.key;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.Req;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An authority's OCSP responder, over HTTP, with a certificate of its own from the authority; it can be made to misbehave. */
final class Responder implements AutoCloseable {
    static final Duration VALIDITY = Duration.ofHours(8);

    /** What it says of those that are not good. */
    final Map<BigInteger, CertificateStatus> statuses = new ConcurrentHashMap<>();

    final AtomicInteger asked = new AtomicInteger();
    private final HttpServer server;
    private final Clock clock;
    private final KeyPair keys;
    private final X509CertificateHolder certificate;
    volatile boolean down;
    /** As of when its answers are; empty for now. */
    volatile Duration behind = Duration.ZERO;

    private Responder(HttpServer server, Clock clock, KeyPair keys, X509CertificateHolder certificate) {
        this.server = server;
        this.clock = clock;
        this.keys = keys;
        this.certificate = certificate;
    }

    /**
     * Starts it.
     *
     * @param issuer who says that it may speak for an authority
     * @param purpose what its certificate is for
     */
    static Responder start(PrivateKey issuerKey, X509Certificate issuer, KeyPurposeId purpose, Clock clock)
            throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        KeyPair keys = generator.generateKeyPair();
        Instant now = clock.instant();
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                issuer,
                BigInteger.valueOf(7),
                Date.from(now.minusSeconds(60)),
                Date.from(now.plus(Duration.ofDays(200))),
                new X500Principal("CN=responder,C=GB"),
                keys.getPublic());
        builder.addExtension(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(purpose));
        builder.addExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck, false, org.bouncycastle.asn1.DERNull.INSTANCE);
        X509CertificateHolder certificate =
                builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(issuerKey));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        Responder responder = new Responder(server, clock, keys, certificate);
        server.createContext("/", responder::answer);
        server.start();
        return responder;
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    void revoke(X509Certificate revoked) {
        statuses.put(revoked.getSerialNumber(), new RevokedStatus(Date.from(clock.instant()), 1));
    }

    void doesNotKnow(X509Certificate other) {
        statuses.put(other.getSerialNumber(), new UnknownStatus());
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        byte[] body = down
                ? new byte[] {1}
                : answer(new OCSPReq(exchange.getRequestBody().readAllBytes()));
        exchange.sendResponseHeaders(down ? 503 : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private byte[] answer(OCSPReq request) throws IOException {
        try {
            Date from = Date.from(clock.instant().minus(behind));
            Date until = Date.from(clock.instant().minus(behind).plus(VALIDITY));
            BasicOCSPRespBuilder builder = new BasicOCSPRespBuilder(new RespID(certificate.getSubject()));
            for (Req single : request.getRequestList()) {
                builder.addResponse(
                        single.getCertID(), statuses.get(single.getCertID().getSerialNumber()), from, until);
            }
            OCSPResp response = new OCSPRespBuilder()
                    .build(
                            OCSPRespBuilder.SUCCESSFUL,
                            builder.build(
                                    new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()),
                                    new X509CertificateHolder[] {certificate},
                                    from));
            return response.getEncoded();
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
