package org.concordat.hostile;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.security.Key;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.SignatureMethod;
import javax.xml.crypto.dsig.SignedInfo;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.keyinfo.KeyInfo;
import javax.xml.crypto.dsig.keyinfo.KeyInfoFactory;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.concordat.schemas.signature.SigningKey;
import org.concordat.schemas.xml.XmlReaders;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Signs a document's Header anew with the JDK's own XML signatures, which know nothing of our rules. */
final class Signing {
    private static final String ENVELOPE = "urn:concordat:disclosure:1";
    private static final String EXCLUSIVE = CanonicalizationMethod.EXCLUSIVE;

    private Signing() {}

    static byte[] again(byte[] signed, SigningKey key, X509Certificate shown, Attack.Method method) throws Exception {
        Document document = XmlReaders.dom().parse(new ByteArrayInputStream(signed));
        Element header =
                (Element) document.getElementsByTagNameNS(ENVELOPE, "Header").item(0);
        header.setIdAttribute("id", true);
        Element old = (Element)
                document.getElementsByTagNameNS(XMLSignature.XMLNS, "Signature").item(0);
        DOMSignContext context =
                new DOMSignContext(with(method, key, shown.getPublicKey()), document.getDocumentElement(), old);
        context.setDefaultNamespacePrefix("ds");

        XMLSignatureFactory factory = XMLSignatureFactory.getInstance("DOM");
        Reference reference = factory.newReference(
                "#" + header.getAttribute("id"),
                factory.newDigestMethod(DigestMethod.SHA256, null),
                List.of(factory.newTransform(EXCLUSIVE, (TransformParameterSpec) null)),
                null,
                null);
        SignedInfo signedInfo = factory.newSignedInfo(
                factory.newCanonicalizationMethod(EXCLUSIVE, (C14NMethodParameterSpec) null),
                factory.newSignatureMethod(identifier(method), null),
                List.of(reference));
        KeyInfoFactory keys = factory.getKeyInfoFactory();
        KeyInfo keyInfo = keys.newKeyInfo(List.of(keys.newX509Data(List.of(shown))));
        factory.newXMLSignature(signedInfo, keyInfo).sign(context);
        old.getParentNode().removeChild(old);

        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TransformerFactory.newDefaultInstance()
                .newTransformer()
                .transform(new DOMSource(document), new StreamResult(out));
        return out.toByteArray();
    }

    private static String identifier(Attack.Method method) {
        return switch (method) {
            case ECDSA -> "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256";
            case RSA_SHA1 -> SignatureMethod.RSA_SHA1;
            case HMAC -> "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256";
        };
    }

    private static Key with(Attack.Method method, SigningKey key, PublicKey known) throws Exception {
        return switch (method) {
            case ECDSA -> key.privateKey();
            case RSA_SHA1 ->
                KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate();
            case HMAC -> new SecretKeySpec(known.getEncoded(), "HmacSHA256");
        };
    }
}
