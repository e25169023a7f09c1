package org.concordat.gateway.soap;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.apache.cxf.helpers.DOMUtils;
import org.apache.cxf.ws.addressing.AddressingProperties;
import org.apache.cxf.ws.addressing.AttributedURIType;
import org.apache.cxf.ws.addressing.JAXWSAConstants;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.agency.Endpoint;
import org.concordat.routes.connector.Connector;
import org.concordat.routes.connector.ConnectorFailed;
import org.concordat.routes.connector.Handover;
import org.concordat.routes.connector.Payload;
import org.concordat.routes.connector.Posting;
import org.concordat.schemas.xml.XmlReaders;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * Calls an operation of the recipient's own web service, under the policy of its own WSDL: with what the mapping made as the
 * body, or with the sealed copy where the operation takes that. An answer that the policy finds good confirms it; a fault is
 * a failed attempt, and its words are read by nobody. The delivery's id goes with every attempt, in an HTTP header and, where
 * the policy has WS-Addressing, as the message's id.
 */
public final class SoapConnector implements Connector {
    /** The name of this connector. */
    public static final String NAME = "soap";

    private static final String DELIVERIES = "urn:concordat:delivery:1";
    /** Bundles come and go; what is not in use any more is made again when it is. */
    private static final int MOST_SERVICES = 64;

    /** An envelope is in memory many times over while it is protected: of large ones there is one. */
    private static final int LARGE = 1 << 20;

    private final Object oneAtATime = new Object();
    private final Posting posting;
    private final Optional<EnvelopeKeys> keys;
    private final Predicate<X509Certificate> good;
    private final Map<Endpoint.Soap, PartnerService> services = new ConcurrentHashMap<>();

    /**
     * A connector over the gateway's own key for envelopes.
     *
     * @param keys without them nothing goes to services whose policy protects envelopes
     * @param good whether a certificate for envelopes may be relied on now
     */
    public SoapConnector(Posting posting, Optional<EnvelopeKeys> keys, Predicate<X509Certificate> good) {
        this.posting = posting;
        this.keys = keys;
        this.good = good;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<String> lacks(Agency recipient) {
        return recipient.connection().endpoint() instanceof Endpoint.Soap soap && soap.enveloped() && keys.isEmpty()
                ? Optional.of("a key for envelopes (envelope.p12 beside its own)")
                : Optional.empty();
    }

    @Override
    public void reach(Agency recipient) throws ConnectorFailed {
        posting.reach(
                Connector.endpoint(recipient, Endpoint.Soap.class).address(),
                recipient.connection().attempts().timeOut());
    }

    @Override
    public Handover handOver(UUID delivery, Payload payload, Agency recipient) throws ConnectorFailed {
        Endpoint.Soap endpoint = Connector.endpoint(recipient, Endpoint.Soap.class);
        Map<String, Object> asked = new HashMap<>();
        asked.put(
                Line.Attempt.class.getName(),
                new Line.Attempt(delivery, recipient.connection().attempts().timeOut()));
        asked.put(JAXWSAConstants.CLIENT_ADDRESSING_PROPERTIES, addressing(delivery));
        if (endpoint.enveloped()) {
            EnvelopeKeys own = keys.orElseThrow(() -> new ConnectorFailed("this gateway has no key for envelopes"));
            asked.putAll(Protection.towards(recipient, own, good));
        }
        if (services.size() > MOST_SERVICES) {
            services.clear();
        }
        if (payload.size() < LARGE) {
            return call(endpoint, delivery, payload, asked);
        }
        synchronized (oneAtATime) {
            return call(endpoint, delivery, payload, asked);
        }
    }

    private Handover call(Endpoint.Soap endpoint, UUID delivery, Payload payload, Map<String, Object> asked)
            throws ConnectorFailed {
        PartnerService service;
        try {
            service = services.computeIfAbsent(endpoint, e -> PartnerService.of(e, posting));
        } catch (RuntimeException e) {
            throw new ConnectorFailed("the WSDL of the recipient's service cannot be used");
        }
        return new Handover.Confirmed(receipt(service.call(body(delivery, payload), asked)));
    }

    private static AddressingProperties addressing(UUID delivery) {
        AddressingProperties addressing = new AddressingProperties();
        AttributedURIType id = new AttributedURIType();
        id.setValue("urn:uuid:" + delivery);
        addressing.setMessageID(id);
        return addressing;
    }

    private static Element body(UUID delivery, Payload payload) throws ConnectorFailed {
        byte[] xml = payload.toByteArray();
        if (payload.mediaType().equals(Payload.SEALED)) {
            xml = ("<Deliver xmlns='" + DELIVERIES + "'><Delivery>" + delivery + "</Delivery><Sealed>"
                            + Base64.getEncoder().encodeToString(xml) + "</Sealed></Deliver>")
                    .getBytes(StandardCharsets.US_ASCII);
        }
        try {
            return XmlReaders.dom().parse(new ByteArrayInputStream(xml)).getDocumentElement();
        } catch (SAXException | IOException e) {
            throw new ConnectorFailed("what the mapping makes is no XML");
        }
    }

    /** The recipient's signed receipt, if its answer is, or has, one. */
    private static Optional<String> receipt(Node answer) {
        return DOMUtils.findAllElementsByTagNameNS(
                        answer instanceof Element element ? element : DOMUtils.getFirstElement(answer),
                        DELIVERIES,
                        "Receipt")
                .stream()
                .map(found -> found.getTextContent().strip())
                .filter(text -> !text.isEmpty() && text.length() <= LARGEST_RECEIPT)
                .findFirst();
    }
}
