package org.concordat.fuzz;

import java.security.GeneralSecurityException;
import java.util.List;
import org.concordat.fuzz.Case.Allows;
import org.concordat.schemas.signature.SigningKey;

/** Receipts for a delivery that its recipient has confirmed: changed, made up, or signed by somebody else. */
final class Receipts {
    private final Scene scene;

    Receipts(Scene scene) {
        this.scene = scene;
    }

    Case changed(Dice dice) throws Exception {
        Jws genuine = new Jws(scene.receipt());
        String agency = dice.oneIn(5) ? Scene.PROBATION : Scene.POLICE;
        byte[] content = dice.oneIn(3)
                ? ByteChanges.changed(genuine.bytes(), dice)
                : rewritten(genuine, dice).bytes();
        boolean same = agency.equals(Scene.POLICE) && genuine.isThat(content);
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
    private Jws rewritten(Jws genuine, Dice dice) throws GeneralSecurityException {
        SigningKey police = scene.keys(Scene.POLICE).signing();
        String header = genuine.header();
        String payload = genuine.payload();
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
        return Jws.signed(header, payload, key);
    }
}
