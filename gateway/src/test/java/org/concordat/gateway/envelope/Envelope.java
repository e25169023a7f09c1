package org.concordat.gateway.envelope;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.crypto.KeyGenerator;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.wss4j.common.WSEncryptionPart;
import org.apache.wss4j.common.crypto.Crypto;
import org.apache.wss4j.dom.WSConstants;
import org.apache.wss4j.dom.engine.WSSConfig;
import org.apache.wss4j.dom.message.WSSecEncrypt;
import org.apache.wss4j.dom.message.WSSecHeader;
import org.apache.wss4j.dom.message.WSSecSignature;
import org.apache.wss4j.dom.message.WSSecTimestamp;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** An envelope made step by step, so that an attacker can put a step of its own between any two. */
public final class Envelope {
    public static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
    public static final String WSA = "http://www.w3.org/2005/08/addressing";
    public static final String WSU =
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";
    public static final String DS = "http://www.w3.org/2000/09/xmldsig#";
    public static final String GATEWAY = "urn:concordat:gateway:1";

    /** What an envelope is signed and encrypted by. */
    public record Algorithms(String signature, String digest, String content, String key, String mask) {
        public Algorithms(String signature, String digest, String content, String key) {
            this(signature, digest, content, key, WSConstants.MGF_SHA256);
        }

        /** The same with another mask of OAEP. */
        public Algorithms masked(String other) {
            return new Algorithms(signature, digest, content, key, other);
        }

        public static final Algorithms CONTRACTS = new Algorithms(
                WSConstants.RSA_SHA256,
                WSConstants.SHA256,
                WSConstants.AES_256_GCM,
                WSConstants.KEYTRANSPORT_RSAOAEP_XENC11);
    }

    public final Document document;
    private final WSSecHeader header;
    private final Crypto crypto;
    private Algorithms algorithms = Algorithms.CONTRACTS;
    private List<WSEncryptionPart> signed = new ArrayList<>(List.of(
            new WSEncryptionPart("Body", SOAP, "Element"),
            new WSEncryptionPart("Timestamp", WSU, "Element"),
            new WSEncryptionPart("Action", WSA, "Element"),
            new WSEncryptionPart("MessageID", WSA, "Element"),
            new WSEncryptionPart("To", WSA, "Element")));

    private Envelope(Document document, Crypto crypto) throws Exception {
        WSSConfig.init();
        this.document = document;
        this.crypto = crypto;
        this.header = new WSSecHeader(document);
    }

    /** One with a fresh timestamp that is neither signed nor encrypted yet. */
    public static Envelope of(String operation, String content, Crypto crypto) throws Exception {
        String text = """
            <s:Envelope xmlns:s="%s" xmlns:g="%s"><s:Header xmlns:a="%s"><a:Action>%s:%s</a:Action>\
            <a:MessageID>urn:uuid:%s</a:MessageID><a:To>https://gateway.example/v1/soap</a:To></s:Header>\
            <s:Body><g:%s>%s</g:%s></s:Body></s:Envelope>\
            """.formatted(
                        SOAP,
                        GATEWAY,
                        WSA,
                        GATEWAY,
                        operation,
                        org.concordat.schemas.signature.RandomIds.random(),
                        operation,
                        content,
                        operation);
        Envelope envelope = new Envelope(parsed(text), crypto);
        envelope.header.insertSecurityHeader();
        return envelope;
    }

    /** A partner's answer with this body, neither signed nor encrypted yet; has no addressing. */
    public static Envelope answering(String body, Crypto crypto) throws Exception {
        Envelope envelope = new Envelope(
                parsed("<s:Envelope xmlns:s='" + SOAP + "'><s:Header/><s:Body>" + body + "</s:Body></s:Envelope>"),
                crypto);
        envelope.header.insertSecurityHeader();
        return envelope.without("Action").without("MessageID").without("To");
    }

    /** An honest one. */
    public static Envelope honest(String operation, String content, Crypto crypto) throws Exception {
        return of(operation, content, crypto).timed(300).signed().encrypted();
    }

    public Envelope by(Algorithms other) {
        algorithms = other;
        return this;
    }

    public Envelope without(String part) {
        signed.removeIf(each -> each.getName().equals(part));
        return this;
    }

    public Envelope timed(int seconds) {
        WSSecTimestamp timestamp = new WSSecTimestamp(header);
        timestamp.setTimeToLive(seconds);
        timestamp.build();
        return this;
    }

    /** As if it were made then. */
    public Envelope timed(Instant then, int seconds) {
        WSSecTimestamp timestamp = new WSSecTimestamp(header);
        timestamp.setWsTimeSource(() -> then);
        timestamp.setTimeToLive(seconds);
        timestamp.build();
        return this;
    }

    public Envelope signed() throws Exception {
        WSSecSignature signature = new WSSecSignature(header);
        signature.setUserInfo("own", SoapSystem.password());
        signature.setKeyIdentifierType(WSConstants.BST_DIRECT_REFERENCE);
        signature.setSignatureAlgorithm(algorithms.signature());
        signature.setDigestAlgo(algorithms.digest());
        signature.getParts().addAll(signed);
        signature.build(crypto);
        return this;
    }

    public Envelope encrypted() throws Exception {
        return encrypted(new WSEncryptionPart("Body", SOAP, "Content"));
    }

    public Envelope encrypted(WSEncryptionPart part) throws Exception {
        WSSecEncrypt encryption = new WSSecEncrypt(header);
        encryption.setUserInfo("gateway");
        encryption.setKeyIdentifierType(WSConstants.ISSUER_SERIAL);
        encryption.setSymmetricEncAlgorithm(algorithms.content());
        encryption.setKeyEncAlgo(algorithms.key());
        encryption.setDigestAlgorithm(WSConstants.SHA256);
        encryption.setMGFAlgorithm(algorithms.mask());
        encryption.getParts().add(part);
        KeyGenerator keys = KeyGenerator.getInstance("AES");
        keys.init(256);
        encryption.build(crypto, keys.generateKey());
        return this;
    }

    /** Lets somebody at it. */
    public Envelope altered(Consumer<Envelope> by) {
        by.accept(this);
        return this;
    }

    public Element only(String namespace, String name) {
        return (Element) document.getElementsByTagNameNS(namespace, name).item(0);
    }

    public Element security() {
        return header.getSecurityHeaderElement();
    }

    public Element soapHeader() {
        return only(SOAP, "Header");
    }

    public Element body() {
        for (Node child = document.getDocumentElement().getLastChild(); child != null; ) {
            if (child instanceof Element element && element.getLocalName().equals("Body")) {
                return element;
            }
            child = child.getPreviousSibling();
        }
        throw new IllegalStateException("no body");
    }

    /** Somewhere that nobody looks at. */
    public Element wrapper(Element in) {
        return (Element) in.appendChild(document.createElementNS("urn:wrapper", "w:Wrapper"));
    }

    public byte[] bytes() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TransformerFactory.newDefaultInstance()
                .newTransformer()
                .transform(new DOMSource(document), new StreamResult(out));
        return out.toByteArray();
    }

    private static Document parsed(String text) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
