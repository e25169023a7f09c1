package org.concordat.cli.conformance;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.concordat.cli.conformance.ConformanceCase.Alteration;
import org.concordat.cli.conformance.ConformanceCase.Push;
import org.concordat.cli.gateway.Answer;
import org.concordat.cli.outcome.Stopped;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.agency.Endpoint;
import org.concordat.protection.mapping.LocalFormat;
import org.concordat.protection.mapping.Mapping;
import org.concordat.protection.mapping.MappingFailed;
import org.concordat.schemas.canonical.Canonical;
import org.concordat.schemas.xml.XmlReaders;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * An operation of a partner's web service, by its own contract, behind TLS alone.
 *
 * @param form makes envelopes as the contract has them: {@code envelope.xslt}
 */
public record SoapService(Agency partner, Endpoint.Soap at, Mapping form) {
    /**
     * What an answer says.
     *
     * @param words the same for a person
     * @param receipt the partner's signed one, if the answer is, or has, one
     */
    record Said(boolean taken, boolean fault, String words, Optional<String> receipt) {}

    /**
     * A partner's, if it is reached by SOAP.
     *
     * @throws Stopped where its policy has envelopes protected: the kit makes none that are
     */
    public static Optional<SoapService> find(Agency partner) throws Stopped {
        if (!(partner.connection().endpoint() instanceof Endpoint.Soap at)) {
            return Optional.empty();
        }
        if (at.enveloped()) {
            throw Stopped.of("conformance.envelopes", partner.id());
        }
        return Optional.of(new SoapService(partner, at, ConformanceReport.form("envelope.xslt", LocalFormat.XML)));
    }

    Map<String, String> headers() throws Stopped {
        Element said = asked("", "", "").getDocumentElement();
        return Map.of("Content-Type", said.getAttribute("media"), "SOAPAction", said.getAttribute("action"));
    }

    /** The envelope that carries what is sealed or mapped, as a case has it. */
    byte[] request(String delivery, byte[] content, Push how) throws Stopped {
        String carried = partner.mapping().isPresent()
                ? new String(content, StandardCharsets.UTF_8)
                : Base64.getEncoder().encodeToString(content);
        Document envelope = asked(delivery, carried, how.namespace().orElse(""));
        return Alteration.all(Canonical.of(envelope.getDocumentElement()), how.altered(), false, Map.of());
    }

    private Document asked(String delivery, String carried, String namespace) throws Stopped {
        String address = at.address().toString().replace("&", "&amp;").replace("'", "%27");
        String asked = "<asked port='" + at.port() + "' operation='" + at.operation() + "' address='" + address
                + "' delivery='" + delivery + "' namespace='" + namespace + "'>"
                + inside(new String(at.wsdl().toByteArray(), StandardCharsets.UTF_8))
                + "<carried>" + inside(carried) + "</carried></asked>";
        try {
            return parsed(form.apply(asked.getBytes(StandardCharsets.UTF_8)));
        } catch (MappingFailed | SAXException | IOException e) {
            throw Stopped.of("conformance.draft", String.valueOf(e.getMessage()));
        }
    }

    /** A document without its declaration. */
    private static String inside(String document) {
        return document.replaceFirst("^\\s*<\\?xml[^>]*>", "");
    }

    private static Document parsed(byte[] xml) throws SAXException, IOException {
        return XmlReaders.dom().parse(new ByteArrayInputStream(xml));
    }

    Said said(Answer answer) {
        try {
            Document envelope = parsed(answer.body());
            boolean fault = envelope.getElementsByTagNameNS("*", "Fault").getLength() > 0;
            Node receipt = envelope.getElementsByTagNameNS("urn:concordat:delivery:1", "Receipt")
                    .item(0);
            return new Said(
                    answer.isSuccess() && !fault,
                    fault,
                    fault ? ", a fault" : "",
                    Optional.ofNullable(receipt).map(Node::getTextContent));
        } catch (SAXException | IOException e) {
            return new Said(false, false, ", and no envelope", Optional.empty());
        }
    }
}
