package org.concordat.gateway.soap;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import javax.wsdl.WSDLException;
import javax.xml.namespace.QName;
import javax.xml.transform.dom.DOMSource;
import org.apache.cxf.Bus;
import org.apache.cxf.databinding.source.SourceDataBinding;
import org.apache.cxf.endpoint.Client;
import org.apache.cxf.endpoint.ClientImpl;
import org.apache.cxf.endpoint.EndpointException;
import org.apache.cxf.endpoint.EndpointImpl;
import org.apache.cxf.service.Service;
import org.apache.cxf.service.model.BindingOperationInfo;
import org.apache.cxf.service.model.EndpointInfo;
import org.apache.cxf.wsdl.WSDLManager;
import org.apache.cxf.wsdl11.WSDLServiceFactory;
import org.concordat.protection.agency.Endpoint;
import org.concordat.routes.connector.ConnectorFailed;
import org.concordat.routes.connector.Posting;
import org.concordat.schemas.xml.XmlReaders;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** One operation of a partner's web service, as its own contract describes it, with the policy that is in it. Safe to share. */
record PartnerService(Client client, BindingOperationInfo operation) {
    /** What is read of an answer: a receipt, protected and encoded, and what a system says besides. */
    static final int LARGEST_ANSWER = 512 * 1024;

    /** @throws IllegalStateException when the contract is not one that the bundle's check finds good */
    static PartnerService of(Endpoint.Soap endpoint, Posting posting) {
        try {
            Bus bus = OwnBus.BUS;
            Element wsdl = XmlReaders.dom()
                    .parse(new ByteArrayInputStream(endpoint.wsdl().toByteArray()))
                    .getDocumentElement();
            String namespace = wsdl.getAttribute("targetNamespace");
            WSDLServiceFactory factory = new WSDLServiceFactory(
                    bus,
                    Objects.requireNonNull(bus.getExtension(WSDLManager.class)).getDefinition(wsdl),
                    new QName(namespace, endpoint.service()));
            Service service = factory.create();
            service.setDataBinding(new SourceDataBinding());
            EndpointInfo port = Objects.requireNonNull(service.getEndpointInfo(new QName(namespace, endpoint.port())));
            port.setAddress(endpoint.address().toString());
            BindingOperationInfo operation = Objects.requireNonNull(port.getBinding()
                    .getOperation(new QName(port.getBinding().getName().getNamespaceURI(), endpoint.operation())));
            // its parameters are one document, whatever they look like
            operation.getOperationInfo().setUnwrappedOperation(null);
            Client client =
                    new ClientImpl(bus, new EndpointImpl(bus, service, port), new Line(endpoint.address(), posting));
            client.getInInterceptors().add(Arrival.limits());
            return new PartnerService(client, operation);
        } catch (EndpointException | WSDLException | SAXException | IOException e) {
            throw new IllegalStateException("the contract of " + endpoint.service() + " cannot be used", e);
        }
    }

    /** The answer's body. */
    Node call(Element body, Map<String, Object> asked) throws ConnectorFailed {
        try {
            Object[] answer = client.invoke(
                    operation,
                    new Object[] {new DOMSource(body)},
                    new HashMap<>(Map.of(Client.REQUEST_CONTEXT, asked)),
                    null);
            if (answer != null && answer.length > 0 && answer[0] instanceof DOMSource said && said.getNode() != null) {
                return said.getNode();
            }
        } catch (Exception e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof ConnectorFailed failed) {
                    throw failed;
                }
            }
        }
        // what went wrong may quote what was said
        throw new ConnectorFailed("the recipient's system answered with a fault, or not as its policy demands");
    }

    /** For calls alone, and made for the first of them. */
    private static final class OwnBus {
        static final Bus BUS = SoapConfiguration.newBus();
    }
}
