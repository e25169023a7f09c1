package org.concordat.fuzz;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.concordat.fuzz.Case.Allows;
import org.concordat.schemas.primitive.Ecdsa;
import org.concordat.schemas.primitive.Primitives;
import org.concordat.schemas.signature.SigningKey;

/** Receipts for a delivery that its recipient has confirmed: changed, made up, or signed by somebody else. */
final class Receipts {
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private final Scene scene;

    Receipts(Scene scene) {
        this.scene = scene;
    }

    Case changed(Dice dice) throws Exception {
        String[] parts = scene.receipt().split("\\.", -1);
        String agency = dice.oneIn(5) ? Scene.PROBATION : Scene.POLICE;
        byte[] content = dice.oneIn(3)
                ? ByteChanges.changed(scene.receipt().getBytes(StandardCharsets.US_ASCII), dice)
                : rewritten(parts, dice).getBytes(StandardCharsets.US_ASCII);
        boolean same = agency.equals(Scene.POLICE) && isTheSame(content);
        return new Case(
                "a receipt",
                agency,
                Request.of("POST", "/v1/mailbox/" + scene.standing().delivery() + "/receipt")
                        .bearing(scene.token(agency))
                        .with("Content-Type", "application/jose")
                        .body(content),
                same ? Allows.A_REPEAT : Allows.NOTHING);
    }

    /** By the recipient's own key, over another statement; or by another's, over the right one. */
    private String rewritten(String[] parts, Dice dice) throws GeneralSecurityException {
        SigningKey police = scene.keys(Scene.POLICE).signing();
        String header = new String(DECODER.decode(parts[0]), StandardCharsets.UTF_8);
        String payload = new String(DECODER.decode(parts[1]), StandardCharsets.UTF_8);
        SigningKey key = police;
        switch (dice.below(6)) {
            case 0 ->
                key = dice.of(List.of(
                        scene.keys(Scene.PROBATION).signing(),
                        scene.keys("gateway").signing()));
            case 1 ->
                payload = payload.replace(
                        scene.standing().delivery().toString(), dice.uuid().toString());
            case 2 ->
                payload =
                        payload.replace(scene.standing().sealed(), dice.of("0".repeat(64), "", "x", "f".repeat(4_000)));
            case 3 ->
                header = header.replace(
                        "received", dice.of("committed", "notified", "receive", "consented", "approved", ""));
            case 4 ->
                payload = payload.replace(
                        "northshire-police", dice.of("nps-north-east", "gateway", "northshire-polic", ""));
            default ->
                payload = dice.of("{}", "[]", "null", "", "{\"delivery\":1}", payload + payload, "{" + payload + "}");
        }
        String input = ENCODER.encodeToString(header.getBytes(StandardCharsets.UTF_8)) + "."
                + ENCODER.encodeToString(payload.getBytes(StandardCharsets.UTF_8));
        byte[] value = Primitives.sign(Ecdsa.P256, key.privateKey(), input.getBytes(StandardCharsets.US_ASCII));
        return input + "." + ENCODER.encodeToString(value);
    }

    private boolean isTheSame(byte[] content) {
        String[] before = scene.receipt().split("\\.", -1);
        String[] after =
                new String(content, StandardCharsets.ISO_8859_1).strip().split("\\.", -1);
        if (after.length != 3 || !after[0].equals(before[0]) || !after[1].equals(before[1])) {
            return false;
        }
        try {
            return Arrays.equals(DECODER.decode(before[2]), DECODER.decode(after[2]));
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }
}
