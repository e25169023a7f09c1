package org.concordat.routes.connector;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/**
 * POSTs to recipients' systems over mutual TLS. Redirects are not followed: a copy goes to the registered address or
 * nowhere. Connections are kept open for a while, and shared.
 */
public final class Posting {
    private static final int HTTPS = 443;
    /** For how long a delivery that was taken shows that the next one would be: less than a person needs to withdraw. */
    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

    private final SSLContext tls;
    private final LongSupplier nanos;
    private HttpClient client;
    private long since;
    private final Map<URI, Long> taken = new ConcurrentHashMap<>();

    /** Over a context that holds the gateway's client certificate and whom it trusts. */
    public Posting(SSLContext tls) {
        this(tls, System::nanoTime);
    }

    Posting(SSLContext tls, LongSupplier nanos) {
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

    /**
     * Makes sure that somebody answers there, or did a moment ago.
     *
     * @throws ConnectorFailed when nobody does
     */
    public void reach(URI address, Duration timeOut) throws ConnectorFailed {
        Long last = taken.get(address);
        if (last == null || nanos.getAsLong() - last >= FRESH_NANOS) {
            Knock.at(address.getHost(), address.getPort() < 0 ? HTTPS : address.getPort(), timeOut);
        }
    }

    /**
     * The answer to a request, which was a 2xx.
     *
     * @param timeOut of the whole attempt, the answer's last byte included
     * @param longest what an answer may have in bytes: of a longer one no more is kept
     */
    public Answer post(URI address, Duration timeOut, Map<String, String> headers, byte[] body, int longest)
            throws ConnectorFailed {
        taken.remove(address);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address).timeout(timeOut).POST(BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        Answer answer = new Answer(longest);
        CompletableFuture<HttpResponse<Void>> pending =
                client().sendAsync(request.build(), BodyHandlers.ofByteArrayConsumer(answer));
        try {
            // the request's own time-out ends with the answer's headers; this one covers its body too
            HttpResponse<Void> response = pending.get(timeOut.toMillis(), TimeUnit.MILLISECONDS);
            if (response.statusCode() / 100 != 2) {
                throw new ConnectorFailed("the recipient's system answered " + response.statusCode());
            }
            taken.put(address, nanos.getAsLong());
            return answer.of(response);
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

    /** What came back, as far as it is of use: the rest is not kept. Filled by one thread, then read by another. */
    public static final class Answer implements Consumer<Optional<byte[]>> {
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private final int longest;
        private String mediaType = "";

        private Answer(int longest) {
            this.longest = longest;
        }

        @Override
        public synchronized void accept(Optional<byte[]> piece) {
            if (piece.isPresent() && kept.size() <= longest) {
                kept.writeBytes(piece.get());
            }
        }

        private synchronized Answer of(HttpResponse<?> response) {
            mediaType = response.headers().firstValue("Content-Type").orElse("");
            return this;
        }

        /** Its body; empty where it is of another media type, or longer than it may be. */
        public synchronized Optional<byte[]> body(Pattern expected) {
            return expected.matcher(mediaType).lookingAt() && kept.size() <= longest
                    ? Optional.of(kept.toByteArray())
                    : Optional.empty();
        }

        public synchronized String mediaType() {
            return mediaType;
        }
    }
}
