package org.concordat.gateway.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.concordat.protection.key.AgencyKeys;
import org.concordat.protection.key.PeerTrust;

/** TLS 1.3 with the gateway's own certificate, whichever end it is. */
public final class OwnTls {
    static final String VERSION = "TLSv1.3";

    private OwnTls() {}

    public static SSLContext context(AgencyKeys.Tls own, PeerTrust peers) throws GeneralSecurityException {
        char[] none = new char[0]; // the store lives in memory only
        KeyStore store = KeyStore.getInstance("PKCS12");
        try {
            store.load(null, none);
        } catch (IOException e) {
            throw new GeneralSecurityException("an empty key store could not be made", e);
        }
        store.setKeyEntry("gateway", own.privateKey(), none, new X509Certificate[] {own.certificate()});
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, none);
        SSLContext context = SSLContext.getInstance(VERSION);
        context.init(keys.getKeyManagers(), new TrustManager[] {peers}, null);
        return context;
    }
}
