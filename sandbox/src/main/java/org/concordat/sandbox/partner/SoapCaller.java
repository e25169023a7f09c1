package org.concordat.sandbox.partner;

import jakarta.xml.ws.BindingProvider;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.cxf.configuration.jsse.TLSClientParameters;
import org.apache.cxf.frontend.ClientProxy;
import org.apache.cxf.transport.http.HTTPConduit;
import org.concordat.gateway.soap.model.Acknowledge;
import org.concordat.gateway.soap.model.Concordat;
import org.concordat.gateway.soap.model.Gateway;
import org.concordat.gateway.soap.model.NotDone;
import org.concordat.gateway.soap.model.Submit;
import org.concordat.protection.key.AgencyKeys;
import org.concordat.protection.key.KeysUnreadable;
import org.concordat.protection.key.TlsContext;
import org.concordat.protection.key.TrustPolicy;
import org.concordat.sandbox.northshire.Northshire;

/** A partner's system that calls the gateway: what its supplier generated from the gateway's contract, keys and an address. */
public final class SoapCaller {
    private final Gateway gateway;

    private SoapCaller(Gateway gateway) {
        this.gateway = gateway;
    }

    /**
     * The system of one agency.
     *
     * @param address of the gateway's SOAP service
     */
    public static SoapCaller of(Northshire northshire, String agency, URI address)
            throws IOException, GeneralSecurityException {
        Path certificates = northshire.certificates();
        X509Certificate authority = northshire.authority().certificate();
        Gateway port = new Concordat().getGateway();
        var context = ((BindingProvider) port).getRequestContext();
        context.put(BindingProvider.ENDPOINT_ADDRESS_PROPERTY, address.toString());
        context.putAll(EnvelopePolicy.calling(
                certificates.resolve(agency).resolve("envelope.p12"),
                authority,
                certificate(certificates.resolve("gateway").resolve("envelope.crt"))));
        TLSClientParameters tls = new TLSClientParameters();
        try {
            AgencyKeys keys = AgencyKeys.read(certificates.resolve(agency), TrustPolicy.SAMPLE_PASSWORD.toCharArray());
            tls.setSSLSocketFactory(TlsContext.of(Optional.of(keys.tls()), TlsContext.trusting(List.of(authority)))
                    .getSocketFactory());
        } catch (KeysUnreadable e) {
            throw new IOException(e);
        }
        ((HTTPConduit) ClientProxy.getClient(port).getConduit()).setTlsClientParameters(tls);
        return new SoapCaller(port);
    }

    /**
     * Hands in a signed disclosure.
     *
     * @return the receipt
     * @throws NotDone with the gateway's reason
     */
    public String submit(byte[] signed) throws NotDone {
        Submit submit = new Submit();
        submit.setDisclosure(signed);
        return gateway.submit(submit).getReceipt();
    }

    /**
     * Confirms a delivery.
     *
     * @param receipt what the agency signed
     * @throws NotDone with the gateway's reason
     */
    public void acknowledge(UUID delivery, String receipt) throws NotDone {
        Acknowledge acknowledge = new Acknowledge();
        acknowledge.setDelivery(delivery.toString());
        acknowledge.setReceipt(receipt);
        gateway.acknowledge(acknowledge);
    }

    private static X509Certificate certificate(Path file) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }
}
