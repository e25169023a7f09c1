package org.concordat.gateway;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;

/** Keycloak's part of the story: keys over TLS, and tokens, of which every claim can be spoilt. */
final class StubKeycloak implements AutoCloseable {
    static final String AUDIENCE = "https://gateway.concordat.example";

    final ECKey elliptic;
    final RSAKey rsa;
    final AtomicInteger fetches = new AtomicInteger();
    private final HttpsServer server;

    StubKeycloak(SSLContext own) throws IOException, JOSEException {
        elliptic = new ECKeyGenerator(Curve.P_256).keyID("es").generate();
        rsa = new RSAKeyGenerator(2048).keyID("ps").generate();
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(own));
        server.createContext("/certs", exchange -> {
            fetches.incrementAndGet();
            byte[] keys = new JWKSet(List.<JWK>of(elliptic, rsa)).toString().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, keys.length);
            exchange.getResponseBody().write(keys);
            exchange.close();
        });
        server.start();
    }

    String jwks() {
        return issuer() + "/certs";
    }

    String issuer() {
        return "https://localhost:" + server.getAddress().getPort();
    }

    /** A good token: bound to a certificate, for an agency, with scopes. */
    JWTClaimsSet claims(String agency, String thumbprint, String scope) {
        Instant now = Clock.systemUTC().instant();
        return new JWTClaimsSet.Builder()
                .issuer(issuer())
                .audience(AUDIENCE)
                .subject("service-account-" + agency)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(120)))
                .claim("client_id", agency)
                .claim("agency", agency)
                .claim("scope", scope)
                .claim("cnf", Map.of("x5t#S256", thumbprint))
                .build();
    }

    String signed(JWTClaimsSet claims) {
        return signed(claims, UnaryOperator.identity(), JWSAlgorithm.ES256, elliptic);
    }

    String signed(JWTClaimsSet claims, UnaryOperator<JWSHeader.Builder> spoil, JWSAlgorithm algorithm, JWK key) {
        try {
            JWSHeader.Builder header = new JWSHeader.Builder(algorithm)
                    .type(new JOSEObjectType("at+jwt"))
                    .keyID(key.getKeyID());
            SignedJWT token = new SignedJWT(spoil.apply(header).build(), claims);
            JWSSigner signer = key instanceof RSAKey r ? new RSASSASigner(r) : new ECDSASigner(key.toECKey());
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
