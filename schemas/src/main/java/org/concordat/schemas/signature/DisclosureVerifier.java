package org.concordat.schemas.signature;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.concordat.schemas.disclosure.Disclosure;
import org.concordat.schemas.disclosure.Part;
import org.concordat.schemas.disclosure.PartId;
import org.concordat.schemas.disclosure.SignatureForm;
import org.concordat.schemas.disclosure.SignedForm;
import org.concordat.schemas.primitive.Ecdsa;
import org.concordat.schemas.primitive.Primitives;
import org.jspecify.annotations.Nullable;

/**
 * Checks signatures and every part against the signed list. A sender's signature proves the Header and its list and nothing
 * else: that each part present is on the list is our own check, and without it a part could be put in by anybody. Whether the
 * certificate given is in force, and whose it is, is the caller's to know. Safe to share.
 */
public final class DisclosureVerifier {

    /** The sender's signature over the Header, and each present part against its list. Whole or with parts withheld. */
    public VerifiedDisclosure verify(Disclosure disclosure, X509Certificate sender) throws SignatureBroken {
        SignedForm form = disclosure.signedForm();
        checkSignature(
                Profile.SENDER,
                form.sendersSignature(),
                form.headerId(),
                form.header().digest(),
                sender);
        checkParts(disclosure, listed(form));
        checkSalts(form);
        return new VerifiedDisclosure(disclosure, sender);
    }

    /** As {@link #verify}, and the gateway's signature over the whole released copy. */
    public VerifiedDisclosure verifyReleased(Disclosure released, X509Certificate sender, X509Certificate gateway)
            throws SignatureBroken {
        SignedForm form = released.signedForm();
        @Nullable SignatureForm signature = form.gatewaysSignature().orElse(null);
        if (signature == null) {
            throw new SignatureBroken("release-signature.missing", "this is no released copy");
        }
        checkSignature(Profile.GATEWAY, signature, form.headerId(), decoded(form.wholeDigest()), gateway);
        return verify(released, sender);
    }

    private static void checkSignature(
            Profile profile, SignatureForm signature, PartId header, byte[] digest, X509Certificate register)
            throws SignatureBroken {
        if (!signature.reference().equals(profile.reference(header))) {
            throw broken(profile, "reference", "the signature is over something else");
        }
        if (!signature.transforms().equals(profile.transforms())) {
            throw broken(profile, "transforms", "the signature transforms what it is over in another way");
        }
        PublicKey key = register.getPublicKey();
        Ecdsa algorithm = Ecdsa.of(key)
                .filter(a -> a.identifier().equals(signature.method()))
                .orElseThrow(() -> broken(profile, "algorithm", "the algorithm is not the one of the registered key"));
        if (!sameCertificate(signature, register)) {
            throw broken(profile, "certificate", "the certificate is not the registered one");
        }
        if (!MessageDigest.isEqual(decoded(signature.digest()), digest)) {
            throw broken(profile, "digest", "what was signed has been altered");
        }
        if (!verifies(algorithm, key, signature)) {
            throw broken(profile, "value", "the signature was not made with the registered key");
        }
    }

    /** KeyInfo is compared with the register, never trusted: whoever writes a document can write a certificate. */
    private static boolean sameCertificate(SignatureForm signature, X509Certificate register) {
        try {
            return MessageDigest.isEqual(decoded(signature.certificate()), register.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("the registered certificate has no encoding", e);
        }
    }

    private static boolean verifies(Ecdsa algorithm, PublicKey key, SignatureForm signature) {
        try {
            return Primitives.verify(algorithm, key, signature.signedInfo().toByteArray(), decoded(signature.value()));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the registered key cannot be used", e);
        }
    }

    /** Other makers of signatures break their lines; white space says nothing in base64. */
    private static byte[] decoded(String base64) {
        return Base64.getMimeDecoder().decode(base64);
    }

    private static Map<PartId, byte[]> listed(SignedForm form) throws SignatureBroken {
        Map<PartId, byte[]> listed = new HashMap<>();
        for (SignedForm.Listed line : form.listed()) {
            if (listed.put(line.of(), decoded(line.digest())) != null) {
                throw broken(Profile.SENDER, "listed-twice", "the list names a part twice");
            }
        }
        return listed;
    }

    private static void checkParts(Disclosure disclosure, Map<PartId, byte[]> listed) throws SignatureBroken {
        Set<PartId> seen = new HashSet<>();
        seen.add(disclosure.signedForm().headerId());
        for (Part part : disclosure.parts().toList()) {
            if (!seen.add(part.id())) {
                throw broken(Profile.SENDER, "part-twice", "two parts have one id");
            }
            byte @Nullable [] digest = listed.get(part.id());
            if (digest == null) {
                throw broken(Profile.SENDER, "part-not-listed", "a part is not on the signed list");
            }
            if (!MessageDigest.isEqual(digest, part.canonical().digest())) {
                throw broken(Profile.SENDER, "part-altered", "a part is not what was signed");
            }
        }
    }

    /** A salt that two parts share would let the one who has the first part guess at the digest of the second. */
    private static void checkSalts(SignedForm form) throws SignatureBroken {
        if (Set.copyOf(form.salts()).size() != form.salts().size()) {
            throw broken(Profile.SENDER, "salt-reused", "two parts have one salt");
        }
    }

    private static SignatureBroken broken(Profile profile, String what, String message) {
        return new SignatureBroken(profile.code() + "." + what, message);
    }
}
