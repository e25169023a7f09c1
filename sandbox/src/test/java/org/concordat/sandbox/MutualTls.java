package org.concordat.sandbox;

import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.concordat.protection.key.AgencyKeys;

/** Connections as an agency's system makes them, for clients that are not ours. */
public final class MutualTls {
    private MutualTls() {}

    /** Shows this certificate, and trusts the servers of this authority. */
    public static SSLContext of(AgencyKeys.Tls own, X509Certificate authority) throws Exception {
        char[] password = "in memory only".toCharArray();
        KeyStore store = empty();
        store.setKeyEntry("tls", own.privateKey(), password, new Certificate[] {own.certificate()});
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, password);
        KeyStore trusted = empty();
        trusted.setCertificateEntry("authority", authority);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext tls = SSLContext.getInstance("TLSv1.3");
        tls.init(keys.getKeyManagers(), trust.getTrustManagers(), new SecureRandom());
        return tls;
    }

    private static KeyStore empty() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
