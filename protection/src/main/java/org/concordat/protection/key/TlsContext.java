package org.concordat.protection.key;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.KeyStoreBuilderParameters;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** TLS 1.3: what this end shows, and whom it trusts. Keys stay in memory. */
public final class TlsContext {
    public static final String VERSION = "TLSv1.3";

    private static final int RESUMED_SECONDS = 1;

    /** Of stores that live in memory only. */
    static final char[] NONE = {};

    private TlsContext() {}

    /**
     * A context for either end.
     *
     * @param own what this end shows; empty to show nothing
     */
    public static SSLContext of(Optional<AgencyKeys.Tls> own, TrustManager... peers) throws GeneralSecurityException {
        return of(KeyStore.Builder.newInstance(store(own), new KeyStore.PasswordProtection(NONE)), peers);
    }

    /** A context for either end, which shows what the builder builds at each handshake. */
    public static SSLContext of(KeyStore.Builder own, TrustManager... peers) throws GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(new KeyStoreBuilderParameters(own));
        SSLContext context = SSLContext.getInstance(VERSION);
        context.init(keys.getKeyManagers(), peers, null);
        // who resumes a session is not checked anew (RFC 8446 section 2.2), though it may have been revoked meanwhile
        context.getClientSessionContext().setSessionTimeout(RESUMED_SECONDS);
        return context;
    }

    static KeyStore store(Optional<AgencyKeys.Tls> own) throws GeneralSecurityException {
        KeyStore store = empty();
        if (own.isPresent()) {
            X509Certificate[] chain = {own.get().certificate()};
            store.setKeyEntry("own", own.get().privateKey(), NONE, chain);
        }
        return store;
    }

    /** Trust in these authorities alone, whatever the platform trusts besides. */
    public static TrustManager[] trusting(Collection<X509Certificate> authorities) throws GeneralSecurityException {
        KeyStore store = empty();
        for (X509Certificate authority : authorities) {
            store.setCertificateEntry(Thumbprint.of(authority), authority);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static KeyStore empty() throws GeneralSecurityException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            return store;
        } catch (IOException e) {
            throw new GeneralSecurityException("an empty key store cannot be made", e);
        }
    }
}
