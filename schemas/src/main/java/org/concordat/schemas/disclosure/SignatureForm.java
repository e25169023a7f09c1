package org.concordat.schemas.disclosure;

import java.util.List;

/**
 * A {@code ds:Signature} as it was read; nothing in it is trusted. Digest, value and certificate are in base64, in which other
 * tools break their lines.
 *
 * @param canonical the whole element
 * @param signedInfo what the signature value was computed over
 * @param method the algorithm of the signature value, as its identifier
 * @param reference the URI of the one Reference
 * @param digest that the Reference states
 * @param certificate that KeyInfo states, to be compared and never to be trusted
 */
public record SignatureForm(
        CanonicalBytes canonical,
        CanonicalBytes signedInfo,
        String method,
        String reference,
        List<String> transforms,
        String digest,
        String value,
        String certificate) {
    public SignatureForm {
        transforms = List.copyOf(transforms);
    }
}
