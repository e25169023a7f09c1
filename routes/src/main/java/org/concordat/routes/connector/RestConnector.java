package org.concordat.routes.connector;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.agency.Endpoint;

/**
 * Pushes the copy to the recipient's system: one POST over mutual TLS. A 2xx answer confirms it; its body may be
 * the recipient's signed receipt. Redirects are not followed: a copy goes to the registered address or nowhere.
 */
public final class RestConnector implements Connector {
    /** The name of this connector. */
    public static final String NAME = "rest";

    /** The header that names the delivery, the same at every attempt. */
    public static final String DELIVERY = "Concordat-Delivery";

    private static final String JWS = "application/jose"; // RFC 7515 section 9.2.1
    private static final int HTTPS = 443;
    /** For how long a delivery that was taken shows that the next one would be: less than a person needs to withdraw. */
    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

    private final SSLContext tls;
    private final LongSupplier nanos;
    private HttpClient client;
    private long since;
    private final Map<URI, Long> taken = new ConcurrentHashMap<>();

    /** Connections are kept open for a while, and shared; {@code tls} holds the gateway's client certificate and whom it trusts. */
    public RestConnector(SSLContext tls) {
        this(tls, System::nanoTime);
    }

    RestConnector(SSLContext tls, LongSupplier nanos) {
        this.tls = tls;
        this.nanos = nanos;
        this.client = client(tls);
        this.since = nanos.getAsLong();
    }

    private static HttpClient client(SSLContext tls) {
        return HttpClient.newBuilder()
                .sslContext(tls)
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** One whose connections are none of them old: an earlier one ends with its last attempt. */
    private synchronized HttpClient client() {
        if (nanos.getAsLong() - since >= KeptLines.KEPT.toNanos()) {
            client = client(tls);
            since = nanos.getAsLong();
        }
        return client;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void reach(Agency recipient) throws ConnectorFailed {
        URI address = Connector.endpoint(recipient, Endpoint.Rest.class).address();
        Long last = taken.get(address);
        if (last == null || nanos.getAsLong() - last >= FRESH_NANOS) {
            int port = address.getPort() < 0 ? HTTPS : address.getPort();
            Knock.at(address.getHost(), port, recipient.connection().attempts().timeOut());
        }
    }

    @Override
    public Handover handOver(UUID delivery, Payload payload, Agency recipient) throws ConnectorFailed {
        URI address = Connector.endpoint(recipient, Endpoint.Rest.class).address();
        Duration timeout = recipient.connection().attempts().timeOut();
        taken.remove(address);
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(timeout)
                .header("Content-Type", payload.mediaType())
                .header("Accept", JWS)
                .header(DELIVERY, delivery.toString())
                .POST(BodyPublishers.ofByteArray(payload.toByteArray()))
                .build();
        Answer answer = new Answer();
        CompletableFuture<HttpResponse<Void>> pending =
                client().sendAsync(request, BodyHandlers.ofByteArrayConsumer(answer));
        try {
            // the request's own time-out ends with the answer's headers; this one covers its body too
            HttpResponse<Void> response = pending.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (response.statusCode() / 100 != 2) {
                throw new ConnectorFailed("the recipient's system answered " + response.statusCode());
            }
            taken.put(address, nanos.getAsLong());
            return new Handover.Confirmed(answer.statement(response));
        } catch (ExecutionException e) {
            throw new ConnectorFailed("the recipient's system cannot be reached");
        } catch (TimeoutException e) {
            pending.cancel(true);
            throw new ConnectorFailed("the recipient's system did not answer in time");
        } catch (InterruptedException e) {
            pending.cancel(true);
            Thread.currentThread().interrupt();
            throw new ConnectorFailed("interrupted while handing over");
        }
    }

    /** The answer's body, as far as a receipt can go: the rest is not kept. Filled by one thread, then read by another. */
    private static final class Answer implements Consumer<Optional<byte[]>> {
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

        @Override
        public synchronized void accept(Optional<byte[]> piece) {
            if (piece.isPresent() && kept.size() <= LARGEST_RECEIPT) {
                kept.writeBytes(piece.get());
            }
        }

        synchronized Optional<String> statement(HttpResponse<?> response) {
            boolean jws = response.headers()
                    .firstValue("Content-Type")
                    .filter(type -> type.startsWith(JWS))
                    .isPresent();
            return jws && kept.size() <= LARGEST_RECEIPT
                    ? Optional.of(kept.toString(StandardCharsets.US_ASCII).strip())
                    : Optional.empty();
        }
    }
}
