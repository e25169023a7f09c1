package org.concordat.schemas.signature;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import org.concordat.schemas.disclosure.PartId;
import org.concordat.schemas.primitive.Ecdsa;
import org.concordat.schemas.primitive.Primitives;

/** Writes a {@code ds:Signature}. The text is in canonical form as it is written, which the tests hold against other tools. */
final class SignatureElement {
    private static final String NAMESPACE = " xmlns:ds=\"" + Profile.DS + "\"";

    private SignatureElement() {}

    /** The element over one digest: of the Header for a sender, of the whole document for the gateway. */
    static byte[] of(Profile profile, PartId header, byte[] digest, SigningKey key) {
        Ecdsa algorithm = algorithm(key);
        String content = signedInfo(profile, header, digest, algorithm);
        // the reader of SignedInfo alone sees the declaration on it; within Signature it stands on that
        byte[] signed = ("<ds:SignedInfo" + NAMESPACE + ">" + content).getBytes(StandardCharsets.UTF_8);
        Base64.Encoder base64 = Base64.getEncoder();
        try {
            return ("<ds:Signature" + NAMESPACE + "><ds:SignedInfo>" + content + "<ds:SignatureValue>"
                            + base64.encodeToString(Primitives.sign(algorithm, key.privateKey(), signed))
                            + "</ds:SignatureValue><ds:KeyInfo><ds:X509Data><ds:X509Certificate>"
                            + base64.encodeToString(key.certificate().getEncoded())
                            + "</ds:X509Certificate></ds:X509Data></ds:KeyInfo></ds:Signature>")
                    .getBytes(StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the signing key cannot sign", e);
        }
    }

    static Ecdsa algorithm(SigningKey key) {
        return Ecdsa.of(key.certificate().getPublicKey())
                .orElseThrow(() -> new IllegalArgumentException("a signing key is of P-256 or P-384"));
    }

    private static String signedInfo(Profile profile, PartId header, byte[] digest, Ecdsa algorithm) {
        StringBuilder text = new StringBuilder(1024);
        method(text, "CanonicalizationMethod", Profile.EXCLUSIVE_CANONICAL);
        method(text, "SignatureMethod", algorithm.identifier());
        text.append("<ds:Reference URI=\"").append(profile.reference(header)).append("\"><ds:Transforms>");
        for (String transform : profile.transforms()) {
            method(text, "Transform", transform);
        }
        text.append("</ds:Transforms>");
        method(text, "DigestMethod", Profile.SHA256);
        text.append("<ds:DigestValue>").append(Base64.getEncoder().encodeToString(digest));
        return text.append("</ds:DigestValue></ds:Reference></ds:SignedInfo>").toString();
    }

    private static void method(StringBuilder text, String name, String algorithm) {
        text.append("<ds:").append(name).append(" Algorithm=\"").append(algorithm);
        text.append("\"></ds:").append(name).append('>');
    }
}
