package org.concordat.protection.key;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscribers;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.concordat.protection.key.OcspAnswer.Status;
import org.jspecify.annotations.Nullable;

/**
 * What an authority's responder says of its certificates (OCSP, RFC 6960). It is asked beside the work and well before its
 * last answer ends; it is waited for only when a certificate was never asked about, and not for long. An answer that could
 * not be had anew counts for a bounded grace after its end. Safe to share.
 */
public final class OcspResponder {
    private static final Logger LOG = System.getLogger(OcspResponder.class.getName());
    private static final Duration FIRST_ANSWER = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration BETWEEN_QUESTIONS = Duration.ofSeconds(30);
    private static final int MOST_CERTIFICATES = 10_000;
    private static final int MOST_BYTES = 64 * 1024;

    private final URI address;
    private final Duration grace;
    private final Clock realTime;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final ConcurrentMap<X509Certificate, Question> asked = new ConcurrentHashMap<>();
    private final ConcurrentMap<X509Certificate, OcspAnswer> answers = new ConcurrentHashMap<>();

    private record Question(Instant at, CompletableFuture<Void> over) {}

    /** Asks at this address, and relies on what is good for so long after the answer's end. */
    public OcspResponder(URI address, Duration grace, Clock realTime) {
        this.address = address;
        this.grace = grace;
        this.realTime = realTime;
    }

    /** What is known at this moment of a certificate, which was found to be the issuer's. */
    Status status(X509Certificate certificate, X509Certificate issuer) {
        Instant now = realTime.instant();
        OcspAnswer answer = answers.get(certificate);
        if (answer == null || !now.isBefore(answer.middle())) {
            Question question = ask(certificate, issuer, now);
            if (answer == null) {
                answer = afterWaiting(question, certificate);
            }
        }
        return answer == null ? Status.UNKNOWN : answer.at(now, grace);
    }

    private Question ask(X509Certificate certificate, X509Certificate issuer, Instant now) {
        if (asked.size() > MOST_CERTIFICATES) {
            asked.clear();
            answers.clear();
        }
        return asked.compute(
                certificate,
                (same, last) -> last == null
                                || (last.over().isDone()
                                        && !now.isBefore(last.at().plus(BETWEEN_QUESTIONS)))
                        ? new Question(now, send(certificate, issuer))
                        : last);
    }

    private CompletableFuture<Void> send(X509Certificate certificate, X509Certificate issuer) {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Content-Type", "application/ocsp-request") // RFC 6960 appendix A.1
                .POST(BodyPublishers.ofByteArray(OcspAnswer.question(certificate, issuer)))
                .build();
        return client.sendAsync(request, limited())
                .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .thenAccept(response -> {
                    OcspAnswer answer = OcspAnswer.read(response.body(), certificate, issuer, realTime.instant());
                    // an older answer, played again, takes nothing back
                    answers.merge(certificate, answer, (a, b) -> b.from().isBefore(a.from()) ? a : b);
                })
                .exceptionally(failed -> {
                    LOG.log(Level.WARNING, "no OCSP answer from {0} that can be relied on", address.getHost());
                    return null;
                });
    }

    private static BodyHandler<byte[]> limited() {
        return head -> head.headers().firstValueAsLong("Content-Length").orElse(Long.MAX_VALUE) > MOST_BYTES
                ? BodySubscribers.replacing(new byte[0])
                : BodySubscribers.ofByteArray();
    }

    private @Nullable OcspAnswer afterWaiting(Question question, X509Certificate certificate) {
        try {
            question.over().get(FIRST_ANSWER.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // then it is not known
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return answers.get(certificate);
    }
}
