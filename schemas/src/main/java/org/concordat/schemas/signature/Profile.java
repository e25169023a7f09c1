package org.concordat.schemas.signature;

import java.util.List;
import org.concordat.schemas.disclosure.PartId;

/** The two shapes of signature a disclosure can have. What holds where is decided by position alone. */
enum Profile {
    /** Over the Header, by its id. */
    SENDER("signature", List.of(Profile.EXCLUSIVE_CANONICAL)),
    /** Over the whole document without itself. */
    GATEWAY("release-signature", List.of(Profile.ENVELOPED, Profile.EXCLUSIVE_CANONICAL));

    static final String DS = "http://www.w3.org/2000/09/xmldsig#";
    static final String EXCLUSIVE_CANONICAL = "http://www.w3.org/2001/10/xml-exc-c14n#";
    static final String ENVELOPED = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";
    static final String SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256";

    private final String code;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> transforms;

    Profile(String code, List<String> transforms) {
        this.code = code;
        this.transforms = transforms;
    }

    /** The start of the codes of its refusals. */
    String code() {
        return code;
    }

    List<String> transforms() {
        return transforms;
    }

    /** The one URI that its Reference may have. */
    String reference(PartId header) {
        return this == SENDER ? "#" + header.value() : "";
    }
}
