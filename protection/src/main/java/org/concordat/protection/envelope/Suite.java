package org.concordat.protection.envelope;

import java.security.Provider;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAESOAEPparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cms.CMSAlgorithm;
import org.concordat.schemas.primitive.Primitives;

/** The algorithms that we seal with, those that we open, and who computes them. */
final class Suite {
    /** Bouncy Castle, given to each call: registered with the JVM it would change what other code computes with. */
    static final Provider TRANSPORT = Primitives.bouncyCastle();

    static final ASN1ObjectIdentifier CONTENT = CMSAlgorithm.AES256_GCM;
    static final ASN1ObjectIdentifier WRAP = CMSAlgorithm.AES256_WRAP;

    /** RFC 5753 section 7.1.4: one-pass ECDH, the key derived with SHA-256. */
    static final ASN1ObjectIdentifier ECDH = CMSAlgorithm.ECDH_SHA256KDF;

    /** RFC 4055 section 4.1: OAEP with SHA-256, for the mask too. */
    static final AlgorithmIdentifier RSA = new AlgorithmIdentifier(
            PKCSObjectIdentifiers.id_RSAES_OAEP,
            new RSAESOAEPparams(
                    sha256(),
                    new AlgorithmIdentifier(PKCSObjectIdentifiers.id_mgf1, sha256()),
                    RSAESOAEPparams.DEFAULT_P_SOURCE_ALGORITHM));

    static final Set<ASN1ObjectIdentifier> OAEP_DIGESTS_OPENED =
            Set.of(NISTObjectIdentifiers.id_sha256, NISTObjectIdentifiers.id_sha384, NISTObjectIdentifiers.id_sha512);

    /** What is sealed is kept for decades: no key below 128 bits of strength. */
    static final int LEAST_RSA_BITS = 3072;

    /** The longest content, and what an envelope may add to it. */
    static final int MOST_CONTENT = 16 * 1024 * 1024;

    static final int MOST_SEALED = MOST_CONTENT + 64 * 1024;
    static final int MOST_RECIPIENTS = 64;

    /** The whole tag; RFC 5084 would let a sender cut it to 12 bytes. */
    static final int TAG_BYTES = 16;

    /** RFC 5084 section 3.2 recommends 12. A key seals one content, so no nonce can come twice under it. */
    static final int NONCE_BYTES = 12;

    static final int KEY_BYTES = 32;

    private Suite() {}

    private static AlgorithmIdentifier sha256() {
        return new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256, DERNull.INSTANCE);
    }
}
