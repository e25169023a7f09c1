package org.concordat.cli.command;

import java.util.List;
import org.concordat.protection.bundle.SignedBundle;
import org.concordat.schemas.terminology.AgencyId;
import tools.jackson.databind.JsonNode;

/** Who signed a bundle, and as which number, as the signature beside it says. Whether that counts, the gateway finds out. */
record BundleSigner(String approver, int number, boolean these) {
    /** Of every signature that is there. */
    static List<BundleSigner> of(SignedBundle bundle) {
        return bundle.signatures().stream()
                .map(signature ->
                        of(Answers.said(signature.jws()), bundle.bundle().digest()))
                .filter(signer -> AgencyId.find(signer.approver()).isPresent())
                .toList();
    }

    private static BundleSigner of(JsonNode said, String digest) {
        return new BundleSigner(
                Answers.text(said, "issuer"),
                said.path("number").asInt(0),
                Answers.text(said, "digest").equals(digest));
    }

    String sentence() {
        return approver + " signed " + (these ? "these files" : "other files than these") + " as number " + number
                + ", as a file beside them says (the gateway verifies it)";
    }
}
