package org.concordat.schemas.disclosure;

import java.util.List;

/** A {@code ds:Signature} as it was read; nothing in it is trusted. Immutable. */
public final class SignatureForm {
    private final CanonicalBytes canonical;
    private final CanonicalBytes signedInfo;
    private final String method;
    private final String reference;
    private final List<String> transforms;
    private final byte[] digest;
    private final byte[] value;
    private final byte[] certificate;

    SignatureForm(
            CanonicalBytes canonical,
            CanonicalBytes signedInfo,
            String method,
            String reference,
            List<String> transforms,
            byte[] digest,
            byte[] value,
            byte[] certificate) {
        this.canonical = canonical;
        this.signedInfo = signedInfo;
        this.method = method;
        this.reference = reference;
        this.transforms = List.copyOf(transforms);
        this.digest = digest;
        this.value = value;
        this.certificate = certificate;
    }

    /** The whole element. */
    public CanonicalBytes canonical() {
        return canonical;
    }

    /** What the signature value was computed over. */
    public CanonicalBytes signedInfo() {
        return signedInfo;
    }

    /** The algorithm of the signature value, as its identifier. */
    public String method() {
        return method;
    }

    /** The URI of the one Reference. */
    public String reference() {
        return reference;
    }

    public List<String> transforms() {
        return transforms;
    }

    /** The digest that the Reference states. */
    public byte[] digest() {
        return digest.clone();
    }

    public byte[] value() {
        return value.clone();
    }

    /** The certificate that KeyInfo states, to be compared and never to be trusted. */
    public byte[] certificate() {
        return certificate.clone();
    }
}
