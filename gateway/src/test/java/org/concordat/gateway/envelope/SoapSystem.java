package org.concordat.gateway.envelope;

import jakarta.xml.ws.BindingProvider;
import jakarta.xml.ws.soap.SOAPBinding;
import java.net.URI;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import org.apache.cxf.configuration.jsse.TLSClientParameters;
import org.apache.cxf.frontend.ClientProxy;
import org.apache.cxf.rt.security.SecurityConstants;
import org.apache.cxf.transport.http.HTTPConduit;
import org.apache.wss4j.common.crypto.Merlin;
import org.apache.wss4j.common.ext.WSPasswordCallback;
import org.concordat.certs.sample.Issued;
import org.concordat.gateway.soap.model.Concordat;
import org.concordat.gateway.soap.model.Gateway;

/** A partner's system that speaks SOAP by Apache CXF: nothing but what was generated from the contract, keys and an address. */
public final class SoapSystem {
    private static final String PASSWORD = "of-memory-alone";

    private SoapSystem() {}

    public static Gateway plain(URI address, SSLContext tls, Issued own, X509Certificate gateway) throws Exception {
        Gateway port = new Concordat().getGateway();
        Map<String, Object> context = ((BindingProvider) port).getRequestContext();
        context.put(BindingProvider.ENDPOINT_ADDRESS_PROPERTY, address.toString());
        Merlin crypto = crypto(own, gateway);
        context.put(SecurityConstants.SIGNATURE_CRYPTO, crypto);
        context.put(SecurityConstants.SIGNATURE_USERNAME, "own");
        context.put(SecurityConstants.ENCRYPT_CRYPTO, crypto);
        context.put(SecurityConstants.ENCRYPT_USERNAME, "gateway");
        context.put(SecurityConstants.CALLBACK_HANDLER, (CallbackHandler) SoapSystem::open);
        context.put(
                org.apache.cxf.ws.security.SecurityConstants.CUSTOM_ALG_SUITE_ASYMMETRIC_SIGNATURE,
                "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256");
        context.put(
                org.apache.cxf.ws.security.SecurityConstants.CUSTOM_ALG_SUITE_ASYMMETRIC_KEY_ENCRYPTION_ALGORITHM,
                "http://www.w3.org/2009/xmlenc11#rsa-oaep");
        TLSClientParameters parameters = new TLSClientParameters();
        parameters.setSSLSocketFactory(tls.getSocketFactory());
        ((HTTPConduit) ClientProxy.getClient(port).getConduit()).setTlsClientParameters(parameters);
        return port;
    }

    /** The same with attachments beside the envelope. */
    public static Gateway withAttachments(Gateway port) {
        ((SOAPBinding) ((BindingProvider) port).getBinding()).setMTOMEnabled(true);
        return port;
    }

    public static Merlin crypto(Issued own, X509Certificate gateway) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, new char[0]);
        store.setKeyEntry("own", own.privateKey(), PASSWORD.toCharArray(), new X509Certificate[] {own.certificate()});
        store.setCertificateEntry("gateway", gateway);
        store.setCertificateEntry("authority", own.issuer());
        Merlin crypto = new Merlin();
        crypto.setKeyStore(store);
        return crypto;
    }

    static String password() {
        return PASSWORD;
    }

    private static void open(Callback[] asked) {
        for (Callback each : asked) {
            ((WSPasswordCallback) each).setPassword(PASSWORD);
        }
    }
}
