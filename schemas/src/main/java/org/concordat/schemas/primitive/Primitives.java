package org.concordat.schemas.primitive;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Security;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * Who computes digests, signatures, key agreements and ciphers: the native provider (ACCP) where it is there and passes its self-test; else
 * Bouncy Castle for elliptic curves and the JDK for digests and AES, which each does fastest. Chosen once. A
 * provider is always named in the call: nothing is registered with the JVM but RSA and AES-GCM, for libraries that name none. Safe to share.
 */
public final class Primitives {
    private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();
    private static final Optional<Provider> NATIVE = NativeProvider.find(BOUNCY_CASTLE);
    private static final Provider NATIVE_OR_ELSE = NATIVE.orElse(BOUNCY_CASTLE);
    private static final SecureRandom RANDOM = new SecureRandom();

    private Primitives() {}

    /** Bouncy Castle: structures (CMS, certificates) and whatever the native provider does not know. */
    public static Provider bouncyCastle() {
        return BOUNCY_CASTLE;
    }

    /**
     * Has a library that asks the platform for RSA or AES-GCM, and names no provider, be given the native one's where there is
     * one. May be called again.
     */
    public static void offerNative() {
        NATIVE.map(NativeOffer::new).ifPresent(offer -> Security.insertProviderAt(offer, 1));
    }

    public static SecureRandom random() {
        return RANDOM;
    }

    public static MessageDigest sha256() {
        try {
            return NATIVE.isPresent()
                    ? MessageDigest.getInstance("SHA-256", NATIVE_OR_ELSE)
                    : MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** AES in Galois/counter mode, without padding. */
    public static Cipher aesGcm() throws GeneralSecurityException {
        return NATIVE.isPresent()
                ? Cipher.getInstance("AES/GCM/NoPadding", NATIVE_OR_ELSE)
                : Cipher.getInstance("AES/GCM/NoPadding");
    }

    /**
     * The private key as one of the chosen provider's own, which it needs to be fast. A key whose bytes stay in a device
     * (PKCS#11) is returned as it is.
     */
    public static PrivateKey own(PrivateKey key) throws GeneralSecurityException {
        byte[] encoded = key.getEncoded();
        return encoded == null || !key.getAlgorithm().startsWith("EC")
                ? key
                : KeyFactory.getInstance("EC", NATIVE_OR_ELSE).generatePrivate(new PKCS8EncodedKeySpec(encoded));
    }

    /** The public key as one of the chosen provider's own. */
    public static PublicKey own(PublicKey key) throws GeneralSecurityException {
        byte[] encoded = key.getEncoded();
        return encoded == null || !key.getAlgorithm().startsWith("EC")
                ? key
                : KeyFactory.getInstance("EC", NATIVE_OR_ELSE).generatePublic(new X509EncodedKeySpec(encoded));
    }

    /** A new key pair of the chosen provider's, to be used once. */
    public static KeyPair ephemeral(Ecdsa curve) throws GeneralSecurityException {
        return ephemeral(curve, NATIVE_OR_ELSE);
    }

    static KeyPair ephemeral(Ecdsa curve, Provider provider) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", provider);
        generator.initialize(new ECGenParameterSpec(curve == Ecdsa.P256 ? "secp256r1" : "secp384r1"));
        return generator.generateKeyPair();
    }

    /**
     * What two elliptic keys agree on (ECDH), to derive a key from.
     *
     * @throws GeneralSecurityException when they are not of one curve
     */
    public static byte[] agree(PrivateKey ours, PublicKey theirs) throws GeneralSecurityException {
        // of a key in a device, only the device's own provider can make use
        return ours.getEncoded() == null
                ? agreed(KeyAgreement.getInstance("ECDH"), ours, theirs)
                : agree(ours, theirs, NATIVE_OR_ELSE);
    }

    static byte[] agree(PrivateKey ours, PublicKey theirs, Provider provider) throws GeneralSecurityException {
        KeyFactory keys = KeyFactory.getInstance("EC", provider);
        return agreed(
                KeyAgreement.getInstance("ECDH", provider),
                keys.generatePrivate(new PKCS8EncodedKeySpec(ours.getEncoded())),
                keys.generatePublic(new X509EncodedKeySpec(theirs.getEncoded())));
    }

    private static byte[] agreed(KeyAgreement agreement, PrivateKey ours, PublicKey theirs)
            throws GeneralSecurityException {
        agreement.init(ours);
        agreement.doPhase(theirs, true);
        return agreement.generateSecret();
    }

    /** An ECDSA signature with r and s side by side (IEEE P1363), as XML signatures have it. */
    public static byte[] sign(Ecdsa algorithm, PrivateKey key, byte[] data) throws GeneralSecurityException {
        PrivateKey own = own(key);
        Signature signature = signature(algorithm, own);
        signature.initSign(own, RANDOM);
        signature.update(data);
        return signature.sign();
    }

    /** Whether the signature is the key's, over these bytes. A malformed signature is not. */
    public static boolean verify(Ecdsa algorithm, PublicKey key, byte[] data, byte[] value)
            throws GeneralSecurityException {
        PublicKey own = own(key);
        Signature signature = signature(algorithm, own);
        signature.initVerify(own);
        signature.update(data);
        try {
            return signature.verify(value);
        } catch (java.security.SignatureException malformed) {
            return false;
        }
    }

    private static Signature signature(Ecdsa algorithm, Key key) throws GeneralSecurityException {
        if (key.getEncoded() == null) {
            // in a device: only the device's own provider can use it
            return Signature.getInstance(algorithm.jdkName());
        }
        return signature(algorithm, NATIVE_OR_ELSE);
    }

    static Signature signature(Ecdsa algorithm, Provider provider) throws GeneralSecurityException {
        return Signature.getInstance(
                provider instanceof BouncyCastleProvider ? algorithm.bouncyCastleName() : algorithm.jdkName(),
                provider);
    }
}
