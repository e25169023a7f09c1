package org.concordat.gateway.identity;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.IOException;
import java.net.URL;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Keycloak's public keys, fetched over TLS and kept for minutes. Keys kept serve through a short outage; tokens naming
 * keys that nobody has cannot make the gateway fetch without limit. Safe to share.
 */
public final class KeycloakKeys implements JWKSource<SecurityContext> {
    private static final int CONNECT_MILLIS = 2_000;
    private static final int READ_MILLIS = 3_000;
    private static final int BYTES = 64 * 1024;
    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final Duration KEPT_IN_OUTAGE = Duration.ofMinutes(10);
    private static final Duration REFRESH_WAITS = Duration.ofSeconds(6);
    private static final Duration BETWEEN_FETCHES = Duration.ofSeconds(10);

    private final ResourceRetriever service;
    private final JWKSource<SecurityContext> source;
    private volatile boolean lastFetchFailed;

    /** @param trust connects to what shows a certificate of the authority that Keycloak's is from */
    public KeycloakKeys(URL address, SSLSocketFactory trust) {
        service = new DefaultResourceRetriever(CONNECT_MILLIS, READ_MILLIS, BYTES, true, trust);
        source = JWKSourceBuilder.<SecurityContext>create(address, this::fetch)
                .cache(KEPT.toMillis(), REFRESH_WAITS.toMillis())
                .refreshAheadCache(false)
                .rateLimited(BETWEEN_FETCHES.toMillis())
                .outageTolerant(KEPT_IN_OUTAGE.toMillis())
                .build();
    }

    private Resource fetch(URL address) throws IOException {
        lastFetchFailed = true;
        Resource keys = service.retrieveResource(address);
        try {
            JWKSet.parse(keys.getContent());
        } catch (ParseException e) {
            throw new IOException("what was fetched are no keys");
        }
        lastFetchFailed = false;
        return keys;
    }

    /** @throws KeySourceException if no key fits, and whether there is one by now cannot be asked */
    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) throws KeySourceException {
        List<JWK> fitting;
        try {
            fitting = source.get(selector, context);
        } catch (RateLimitReachedException e) {
            fitting = List.of(); // the last fetch is seconds old
        }
        if (fitting.isEmpty() && lastFetchFailed) {
            throw new KeySourceException("The keys cannot be fetched");
        }
        return fitting;
    }

    /** Whether the keys can be had: kept or fetched. */
    public boolean areReachable() {
        try {
            return !get(new JWKSelector(new JWKMatcher.Builder().build()), null).isEmpty();
        } catch (KeySourceException e) {
            return false;
        }
    }
}
