package org.concordat.schemas.disclosure;

import java.util.List;
import java.util.Optional;

/** What the signatures of a disclosure were made over, kept from the one pass that parsed it. Immutable. */
public final class SignedForm {
    private final PartId headerId;
    private final CanonicalBytes header;
    private final List<Listed> listed;
    private final List<String> salts;
    private final SignatureForm senders;
    private final Optional<SignatureForm> gateways;
    private final byte[] wholeDigest;

    SignedForm(
            PartId headerId,
            CanonicalBytes header,
            List<Listed> listed,
            List<String> salts,
            SignatureForm senders,
            Optional<SignatureForm> gateways,
            byte[] wholeDigest) {
        this.headerId = headerId;
        this.header = header;
        this.listed = List.copyOf(listed);
        this.salts = List.copyOf(salts);
        this.senders = senders;
        this.gateways = gateways;
        this.wholeDigest = wholeDigest;
    }

    /**
     * One line of the Header's list: of a part, or a decoy that nobody can tell from one.
     *
     * @param digest SHA-256 of the part's exclusive canonical form, in base64
     */
    public record Listed(PartId of, String digest) {}

    public PartId headerId() {
        return headerId;
    }

    /** The Header's exclusive canonical form. */
    public CanonicalBytes header() {
        return header;
    }

    /** The Header's list of digests, as long as the kind says. */
    public List<Listed> listed() {
        return listed;
    }

    /** The salts of the parts present, in document order. */
    public List<String> salts() {
        return salts;
    }

    public SignatureForm sendersSignature() {
        return senders;
    }

    /** Present in a released copy only. */
    public Optional<SignatureForm> gatewaysSignature() {
        return gateways;
    }

    /** SHA-256 of the whole document's exclusive canonical form, without the gateway's signature. */
    public byte[] wholeDigest() {
        return wholeDigest.clone();
    }
}
