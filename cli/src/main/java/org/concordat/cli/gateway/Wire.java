package org.concordat.cli.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.concordat.cli.outcome.Stopped;
import org.concordat.protection.key.AgencyKeys;
import org.concordat.protection.key.TlsContext;

/** HTTPS with mutual TLS 1.3 and nothing below, with limits on time and size. Safe to share; connections stay open. */
public final class Wire {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    /** A released copy of the largest disclosure, sealed, and some. */
    private static final int LIMIT = 16 * 1024 * 1024;

    private final HttpClient http;

    private Wire(HttpClient http) {
        this.http = http;
    }

    /**
     * Keys and trust, for any number of requests.
     *
     * @param own what this end shows; empty to show nothing, as hostile tests do
     * @param authority the one authority whose servers are trusted
     */
    public static Wire of(Optional<AgencyKeys.Tls> own, X509Certificate authority) throws GeneralSecurityException {
        SSLContext tls = TlsContext.of(own, TlsContext.trusting(List.of(authority)));
        SSLParameters parameters = new SSLParameters();
        parameters.setProtocols(new String[] {TlsContext.VERSION});
        return new Wire(HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .sslContext(tls)
                .sslParameters(parameters)
                .build());
    }

    /** Sends and reads the whole answer. What is said when that fails names the host, never the request. */
    Answer send(HttpRequest.Builder request) throws Stopped {
        HttpRequest built = request.timeout(ANSWER).build();
        try {
            HttpResponse<InputStream> response = http.send(built, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream in = response.body()) {
                byte[] body = in.readNBytes(LIMIT + 1);
                if (body.length > LIMIT) {
                    throw Stopped.of("wire.no-answer", host(built) + " answers more than 16 MiB");
                }
                String type = response.headers().firstValue("Content-Type").orElse("");
                return new Answer(response.statusCode(), type, body);
            }
        } catch (HttpTimeoutException e) {
            throw Stopped.of("wire.no-answer", host(built) + " did not answer in time");
        } catch (ConnectException e) {
            throw Stopped.of("wire.unreachable", host(built));
        } catch (SSLException e) {
            // in TLS 1.3 the server judges our certificate after our handshake is over: its alert arrives with the
            // answer
            throw String.valueOf(e.getMessage()).contains("Received fatal alert")
                    ? Stopped.of("tls.certificate-refused", host(built))
                    : Stopped.of("tls.server-not-trusted", host(built));
        } catch (IOException e) {
            throw Stopped.of("wire.no-connection", host(built) + " broke off the connection");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Stopped.of("wire.no-answer", "interrupted while waiting for " + host(built));
        }
    }

    private static String host(HttpRequest request) {
        URI uri = request.uri();
        return uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }
}
