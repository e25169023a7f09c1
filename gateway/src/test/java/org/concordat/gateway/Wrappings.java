package org.concordat.gateway;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.concordat.gateway.envelope.Envelope;
import org.junit.jupiter.params.provider.Arguments;
import org.w3c.dom.Element;

/** Envelopes in which what was signed stands elsewhere, and something else in its place. */
final class Wrappings {
    private static final String REFUSED = "identity.envelope-refused";
    private static final String MALFORMED = "request.malformed";

    private Wrappings() {}

    /** What is done to an envelope that was signed and not encrypted yet. */
    private interface Crime extends Consumer<Envelope> {}

    /** What it is called, how it is answered, and what is done. */
    static Stream<Arguments> all() {
        return Stream.of(
                Arguments.of("the signed body in a header", MALFORMED, (Crime)
                        e -> wrap(e, e.wrapper(e.soapHeader()), "other")),
                Arguments.of("the signed body among the keys", MALFORMED, (Crime)
                        e -> wrap(e, e.wrapper(e.security()), "other")),
                Arguments.of("the signed body in the signature", MALFORMED, (Crime) e -> wrap(
                        e,
                        (Element) e.only(Envelope.DS, "Signature")
                                .appendChild(e.document.createElementNS(Envelope.DS, "ds:Object")),
                        "other")),
                Arguments.of("the signed body after the body", REFUSED, (Crime)
                        e -> wrap(e, e.wrapper(e.document.getDocumentElement()), "other")),
                Arguments.of("two bodies of one id", REFUSED, (Crime)
                        e -> wrap(e, e.wrapper(e.document.getDocumentElement()), "")),
                Arguments.of("the signed body behind another", REFUSED, (Crime) e -> {
                    Element signed = e.body();
                    Element other = body(e, "other");
                    e.document.getDocumentElement().insertBefore(other, signed);
                }),
                Arguments.of("the signed timestamp in a header", REFUSED, (Crime) e -> {
                    Element signed = e.only(Envelope.WSU, "Timestamp");
                    Element fresh = (Element) signed.cloneNode(true);
                    fresh.setAttributeNS(Envelope.WSU, "wsu:Id", "fresh");
                    e.security().replaceChild(fresh, signed);
                    e.wrapper(e.soapHeader()).appendChild(signed);
                }),
                Arguments.of("the signed action in a header", REFUSED, (Crime) e -> {
                    Element signed = e.only(Envelope.WSA, "Action");
                    Element other = (Element) signed.cloneNode(true);
                    other.setAttributeNS(Envelope.WSU, "wsu:Id", "other");
                    e.soapHeader().replaceChild(other, signed);
                    e.wrapper(e.soapHeader()).appendChild(signed);
                }));
    }

    private static void wrap(Envelope envelope, Element wrapper, String id) {
        Element signed = envelope.body();
        String own = signed.getAttributeNS(Envelope.WSU, "Id");
        Element other = body(envelope, id.isEmpty() ? own : id);
        envelope.document.getDocumentElement().replaceChild(other, signed);
        wrapper.appendChild(signed);
    }

    private static Element body(Envelope envelope, String id) {
        Element other = (Element) envelope.body().cloneNode(true);
        other.setAttributeNS(Envelope.WSU, "wsu:Id", id);
        ((Element) other.getElementsByTagNameNS(Envelope.GATEWAY, "Disclosure").item(0))
                .setTextContent(Base64.getEncoder().encodeToString("<forged/>".getBytes(StandardCharsets.US_ASCII)));
        return other;
    }
}
