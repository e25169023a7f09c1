package org.concordat.bench.brokered;

import jakarta.xml.ws.BindingProvider;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.cxf.configuration.jsse.TLSClientParameters;
import org.apache.cxf.frontend.ClientProxy;
import org.apache.cxf.transport.http.HTTPConduit;
import org.concordat.bench.peer.Policy;
import org.concordat.gateway.soap.model.Concordat;
import org.concordat.gateway.soap.model.Gateway;
import org.concordat.gateway.soap.model.NotDone;
import org.concordat.gateway.soap.model.Submit;
import org.concordat.protection.key.AgencyKeys;
import org.concordat.protection.key.TlsContext;
import org.concordat.protection.key.TrustPolicy;
import org.concordat.sandbox.northshire.Northshire;

/** The sending agency's way to hand in by SOAP: what Apache CXF generates from the contract, over mutual TLS. */
record Envelopes(Gateway gateway) {
    static Envelopes of(AgencyKeys keys, Properties given) throws IOException, GeneralSecurityException {
        Path certificates = Path.of(given.getProperty(Agency.CERTIFICATES));
        Gateway way = new Concordat().getGateway();
        Map<String, Object> context = ((BindingProvider) way).getRequestContext();
        context.put(
                BindingProvider.ENDPOINT_ADDRESS_PROPERTY,
                URI.create(given.getProperty(Agency.GATEWAY))
                        .resolve("/v1/soap")
                        .toString());
        context.putAll(Policy.settings(
                certificates.resolve(Northshire.POLICE).resolve("envelope.p12"),
                TrustPolicy.SAMPLE_PASSWORD,
                Agency.certificate(certificates.resolve("gateway/envelope.crt"))));
        TLSClientParameters tls = new TLSClientParameters();
        tls.setSslContext(TlsContext.of(
                Optional.of(keys.tls()),
                TlsContext.trusting(List.of(Agency.certificate(certificates.resolve("authority.crt"))))));
        ((HTTPConduit) ClientProxy.getClient(way).getConduit()).setTlsClientParameters(tls);
        return new Envelopes(way);
    }

    /** The receipt for a disclosure. */
    String submit(byte[] disclosure) throws NotDone {
        Submit submit = new Submit();
        submit.setDisclosure(disclosure);
        return gateway.submit(submit).getReceipt();
    }
}
