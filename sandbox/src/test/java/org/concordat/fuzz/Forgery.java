package org.concordat.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.concordat.schemas.canonical.Canonical;
import org.concordat.schemas.primitive.Ecdsa;
import org.concordat.schemas.primitive.Primitives;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * A disclosure in the making at the desk of somebody inside an agency, who has its keys and signs what our signer would
 * not. Whatever is not changed on the way is in order: ids, salts, digests, decoys and the signature.
 */
final class Forgery {
    private static final String DS = "http://www.w3.org/2000/09/xmldsig#";
    private static final String CANONICAL = "http://www.w3.org/2001/10/xml-exc-c14n#";

    final Dice dice;
    final Document document;
    final Element header;
    /** The digest list, before it is written: {@code of} and value. */
    final List<String[]> listed = new ArrayList<>();

    PrivateKey key;
    X509Certificate shown;
    String signatureAlgorithm;
    /** What SignatureValue says instead, if not empty. */
    byte[] signatureValue = {};

    Forgery(String draft, Dice dice, PrivateKey key, X509Certificate shown) {
        this.dice = dice;
        this.document = Tree.read(draft);
        this.header = Tree.children(document.getDocumentElement(), "Header").get(0);
        this.key = key;
        this.shown = shown;
        this.signatureAlgorithm =
                Ecdsa.of(shown.getPublicKey()).orElse(Ecdsa.P256).identifier();
        prepare();
    }

    private void prepare() {
        Map<String, String> names = new HashMap<>();
        for (Element part : parts()) {
            String id = "_" + dice.uuid();
            names.put(part.getAttribute("id"), id);
            part.setAttribute("id", id);
            part.setAttribute("salt", Base64.getEncoder().encodeToString(dice.bytes(16)));
        }
        for (Element part : parts()) {
            for (String reference : List.of("about", "sanitisedOf")) {
                if (part.hasAttribute(reference)) {
                    part.setAttribute(reference, names.get(part.getAttribute(reference)));
                }
            }
        }
        header.setAttribute("id", "_" + dice.uuid(Scene.MORNING.toEpochMilli()));
        if (Tree.children(header, "Conversation").isEmpty()) {
            Element conversation = document.createElementNS(Tree.ENVELOPE, "Conversation");
            conversation.setAttribute("id", dice.uuid().toString());
            header.insertBefore(conversation, Tree.children(header).get(1));
        }
        Element sent = document.createElementNS(Tree.ENVELOPE, "Sent");
        sent.setTextContent(Scene.MORNING.toString());
        header.appendChild(sent);
    }

    Element root() {
        return document.getDocumentElement();
    }

    List<Element> parts() {
        return Tree.children(document.getDocumentElement()).stream()
                .filter(child -> child != header)
                .toList();
    }

    List<Element> parts(String name) {
        return parts().stream().filter(part -> name.equals(part.getLocalName())).toList();
    }

    Element inHeader(String name) {
        return Tree.children(header, name).get(0);
    }

    /** Fills the digest list from the parts as they are now. */
    void list() {
        for (Element part : parts()) {
            listed.add(new String[] {part.getAttribute("id"), base64(digest(Canonical.of(part)))});
        }
        int size = header.getAttribute("kind").endsWith("request") ? 32 : 64;
        while (listed.size() < size) {
            listed.add(new String[] {"_" + dice.uuid(), base64(dice.bytes(32))});
        }
    }

    byte[] sign() throws GeneralSecurityException {
        Element digests = document.createElementNS(Tree.ENVELOPE, "Digests");
        for (String[] each : listed) {
            Element digest = document.createElementNS(Tree.ENVELOPE, "Digest");
            digest.setAttribute("of", each[0]);
            digest.setTextContent(each[1]);
            digests.appendChild(digest);
        }
        header.appendChild(digests);
        byte[] head = Canonical.of(header);
        ByteArrayOutputStream out = new ByteArrayOutputStream(16 * 1024);
        byte[] root = Canonical.of((Element) root().cloneNode(false));
        String end = "</" + root().getNodeName() + ">";
        out.write(root, 0, root.length - end.length());
        for (Element child : Tree.children(root())) {
            out.writeBytes(child == header ? head : Canonical.of(child));
        }
        out.writeBytes(signature(head).getBytes(StandardCharsets.UTF_8));
        out.writeBytes(end.getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    private String signature(byte[] head) throws GeneralSecurityException {
        String info = "<ds:CanonicalizationMethod Algorithm=\"" + CANONICAL
                + "\"></ds:CanonicalizationMethod><ds:SignatureMethod Algorithm=\"" + signatureAlgorithm
                + "\"></ds:SignatureMethod><ds:Reference URI=\"#" + header.getAttribute("id")
                + "\"><ds:Transforms><ds:Transform Algorithm=\"" + CANONICAL
                + "\"></ds:Transform></ds:Transforms><ds:DigestMethod"
                + " Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"></ds:DigestMethod><ds:DigestValue>"
                + base64(digest(head)) + "</ds:DigestValue></ds:Reference></ds:SignedInfo>";
        byte[] input = ("<ds:SignedInfo xmlns:ds=\"" + DS + "\">" + info).getBytes(StandardCharsets.UTF_8);
        byte[] value = signatureValue.length > 0
                ? signatureValue
                : Primitives.sign(Ecdsa.of(key).orElse(Ecdsa.P256), key, input);
        return "<ds:Signature xmlns:ds=\"" + DS + "\"><ds:SignedInfo>" + info + "<ds:SignatureValue>" + base64(value)
                + "</ds:SignatureValue><ds:KeyInfo><ds:X509Data><ds:X509Certificate>" + base64(shown.getEncoded())
                + "</ds:X509Certificate></ds:X509Data></ds:KeyInfo></ds:Signature>";
    }

    private static byte[] digest(byte[] bytes) {
        MessageDigest sha256 = Primitives.sha256();
        return sha256.digest(bytes);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
