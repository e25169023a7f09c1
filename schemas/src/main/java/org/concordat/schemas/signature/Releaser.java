package org.concordat.schemas.signature;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.concordat.schemas.canonical.CanonicalDocument;
import org.concordat.schemas.disclosure.Disclosure;
import org.concordat.schemas.disclosure.Part;
import org.concordat.schemas.disclosure.PartId;
import org.concordat.schemas.disclosure.Release;
import org.concordat.schemas.primitive.Primitives;

/**
 * Makes the released copy: the kept parts' canonical bytes, the sender's signature, the Release, the gateway's signature.
 * What is kept leaves as the very bytes that were verified; nothing is written anew. Safe to share.
 */
public final class Releaser {
    private static final String OPEN = "<Disclosure xmlns=\"urn:concordat:disclosure:1\">";
    private static final String CLOSE = "</Disclosure>";

    private final SigningKey gateway;

    /**
     * Releases copies with the gateway's signature.
     *
     * @throws IllegalArgumentException when the key is not of P-256 or P-384
     */
    public Releaser(SigningKey gateway) {
        SignatureElement.algorithm(gateway);
        this.gateway = gateway;
    }

    /**
     * The released copy of a disclosure with only these parts.
     *
     * @throws IllegalArgumentException when a part is to be kept that is not there
     */
    public byte[] release(VerifiedDisclosure disclosure, Set<PartId> kept, Release release) {
        Disclosure whole = disclosure.disclosure();
        if (!whole.parts().map(Part::id).toList().containsAll(kept)) {
            throw new IllegalArgumentException("a part is to be kept that the disclosure does not have");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            text(out, OPEN);
            whole.signedForm().header().writeTo(out);
            for (Part part : whole.parts().toList()) {
                if (kept.contains(part.id())) {
                    part.canonical().writeTo(out);
                }
            }
            whole.signedForm().sendersSignature().canonical().writeTo(out);
            text(out, ReleaseElement.of(release));
            int position = out.size();
            text(out, CLOSE);
            byte[] unsigned = out.toByteArray();
            byte[] digest = Primitives.sha256().digest(CanonicalDocument.of(unsigned));
            out.reset();
            out.write(unsigned, 0, position);
            out.write(SignatureElement.of(Profile.GATEWAY, whole.signedForm().headerId(), digest, gateway));
            text(out, CLOSE);
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
        return out.toByteArray();
    }

    private static void text(ByteArrayOutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
