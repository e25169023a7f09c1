package org.concordat.routes.connector;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.envelope.Sealed;

/**
 * Pushes the sealed copy to the recipient's system: one POST over mutual TLS. A 2xx answer confirms it; its body may be
 * the recipient's signed receipt. Redirects are not followed: a copy goes to the registered address or nowhere.
 */
public final class RestConnector implements Connector {
    /** The name of this connector. */
    public static final String NAME = "rest";

    /** The header that names the delivery, the same at every attempt. */
    public static final String DELIVERY = "Concordat-Delivery";

    private static final String CMS = "application/pkcs7-mime; smime-type=authEnveloped-data"; // RFC 8551 section 3.2.2
    private static final String JWS = "application/jose"; // RFC 7515 section 9.2.1
    private static final int LARGEST_RECEIPT = 64 * 1024;

    private final HttpClient client;
    private final Duration timeout;

    /** Connections are kept open and shared; {@code tls} holds the gateway's client certificate and whom it trusts. */
    public RestConnector(SSLContext tls, Duration timeout) {
        this.timeout = timeout;
        this.client = HttpClient.newBuilder()
                .sslContext(tls)
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Handover handOver(UUID delivery, Sealed content, Agency recipient) throws ConnectorFailed {
        HttpRequest request = HttpRequest.newBuilder(address(recipient))
                .timeout(timeout)
                .header("Content-Type", CMS)
                .header("Accept", JWS)
                .header(DELIVERY, delivery.toString())
                .POST(BodyPublishers.ofByteArray(content.toByteArray()))
                .build();
        try {
            HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() / 100 != 2) {
                    throw new ConnectorFailed("the recipient's system answered " + response.statusCode());
                }
                return new Handover.Confirmed(statement(response, body));
            }
        } catch (IOException e) {
            throw new ConnectorFailed(
                    "the recipient's system cannot be reached: " + e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectorFailed("interrupted while handing over");
        }
    }

    private static URI address(Agency recipient) throws ConnectorFailed {
        String address = recipient
                .connection()
                .address()
                .orElseThrow(() -> new ConnectorFailed("no address is registered for " + recipient.id()));
        URI uri = URI.create(address);
        if (!"https".equals(uri.getScheme())) {
            throw new ConnectorFailed("the registered address of " + recipient.id() + " is not https");
        }
        return uri;
    }

    /** The receipt in the answer, if it is one. An answer that breaks off after its 2xx still confirmed. */
    private static Optional<String> statement(HttpResponse<?> response, InputStream body) {
        boolean jws = response.headers()
                .firstValue("Content-Type")
                .filter(type -> type.startsWith(JWS))
                .isPresent();
        if (!jws) {
            return Optional.empty();
        }
        try {
            byte[] bytes = body.readNBytes(LARGEST_RECEIPT + 1);
            return bytes.length > LARGEST_RECEIPT
                    ? Optional.empty()
                    : Optional.of(new String(bytes, StandardCharsets.US_ASCII).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
