package org.concordat.schemas.disclosure;

import java.util.List;
import java.util.Optional;

/**
 * What the signatures of a disclosure were made over, kept from the one pass that parsed it.
 *
 * @param header the Header's exclusive canonical form
 * @param listed the Header's list of digests, as long as the kind says
 * @param salts of the parts present, in document order
 * @param gatewaysSignature present in a released copy only
 * @param wholeDigest in base64, SHA-256 of the whole document's exclusive canonical form, without the gateway's signature
 */
public record SignedForm(
        PartId headerId,
        CanonicalBytes header,
        List<Listed> listed,
        List<String> salts,
        SignatureForm sendersSignature,
        Optional<SignatureForm> gatewaysSignature,
        String wholeDigest) {
    public SignedForm {
        listed = List.copyOf(listed);
        salts = List.copyOf(salts);
    }

    /**
     * One line of the Header's list: of a part, or a decoy that nobody can tell from one.
     *
     * @param digest SHA-256 of the part's exclusive canonical form, in base64
     */
    public record Listed(PartId of, String digest) {}
}
