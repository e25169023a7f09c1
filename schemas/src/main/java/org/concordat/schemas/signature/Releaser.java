package org.concordat.schemas.signature;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.concordat.schemas.canonical.Canonical;
import org.concordat.schemas.disclosure.Disclosure;
import org.concordat.schemas.disclosure.Part;
import org.concordat.schemas.disclosure.PartId;
import org.concordat.schemas.disclosure.Release;

/**
 * Makes the released copy: the kept parts' canonical bytes, the sender's signature, the Release, the gateway's signature.
 * What is kept leaves as the very bytes that were verified; nothing is written anew. Safe to share.
 */
public final class Releaser {
    /** Also of what a signer writes. */
    static final byte[] OPEN = "<Disclosure xmlns=\"urn:concordat:disclosure:1\">".getBytes(StandardCharsets.UTF_8);

    static final byte[] CLOSE = "</Disclosure>".getBytes(StandardCharsets.UTF_8);

    /** Said in every release, so that its absence cannot mean that nothing was withheld. */
    private static final String NOTICE = "This copy may not be everything that the sender holds or sent.";

    /** Most often enough for the header, the signatures and the Release: a large copy's buffer does not grow. */
    private static final int ROOM_AROUND = 64 * 1024;

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
        int parts = whole.parts().mapToInt(part -> part.canonical().size()).sum();
        ByteArrayOutputStream out = new ByteArrayOutputStream(parts + ROOM_AROUND);
        out.writeBytes(OPEN);
        whole.signedForm().header().writeTo(out);
        whole.parts()
                .filter(part -> kept.contains(part.id()))
                .forEach(part -> part.canonical().writeTo(out));
        whole.signedForm().sendersSignature().canonical().writeTo(out);
        out.writeBytes(element(release).getBytes(StandardCharsets.UTF_8));
        byte[] digest = Canonical.digest(out.toByteArray(), CLOSE);
        out.writeBytes(SignatureElement.of(Profile.GATEWAY, whole.signedForm().headerId(), digest, gateway));
        out.writeBytes(CLOSE);
        return out.toByteArray();
    }

    private static String element(Release release) {
        StringBuilder text = new StringBuilder(512);
        text.append("<Release xmlns=\"urn:concordat:disclosure:1\" at=\"").append(release.at());
        text.append("\" configuration=\"").append(escaped(release.configuration()));
        text.append("\" decision=\"").append(release.decision());
        text.append("\" entry=\"").append(release.entry()).append("\">");
        for (Release.Withheld withheld : release.withheld()) {
            text.append("<Withheld category=\"").append(withheld.category().code());
            text.append("\" clause=\"").append(escaped(withheld.clause())).append("\">");
            text.append(escaped(withheld.because())).append("</Withheld>");
        }
        return text.append("<Notice>")
                .append(NOTICE)
                .append("</Notice></Release>")
                .toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
