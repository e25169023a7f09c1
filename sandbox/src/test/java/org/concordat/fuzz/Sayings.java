package org.concordat.fuzz;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.UUID;
import org.concordat.fuzz.Case.Allows;
import org.concordat.hostile.Records;
import org.concordat.protection.key.Thumbprint;
import org.concordat.schemas.signature.SigningKey;

/** Consents, overrides and approvals that are on record: changed, signed anew, said by others, or of other things. */
final class Sayings {
    private final Scene scene;
    private final List<Said> said;

    /** A statement that was taken, how it is handed in, and what nobody may say in its place. */
    record Said(String method, String path, String jws, List<String[]> crimes) {}

    Sayings(Scene scene) {
        this.scene = scene;
        UUID consent = scene.consent();
        UUID override = scene.override();
        // each is replaced by the other; a version that is on record is not said again in other words
        said = List.of(
                new Said(
                        "PUT",
                        "/v1/consents/" + consent,
                        scene.said().get(0),
                        List.of(
                                swap("\"version\":1", "\"version\":0"),
                                swap("\"version\":1", "\"version\":-1"),
                                swap("\"version\":1", "\"version\":99999999999"),
                                swap("\"state\":\"given\"", "\"state\":\"withdrawn\""),
                                swap("\"state\":\"given\"", "\"state\":\"yes\""),
                                swap("\"version\":1,\"state\":\"given\"", "\"version\":2,\"state\":\"GIVEN\""),
                                swap("\"givenBy\":\"self\"", "\"givenBy\":\"nobody\""),
                                swap("\"purposes\":[\"", "\"purposes\":[\"curiosity\",\""),
                                swap("\"recipients\":[\"", "\"recipients\":[\"mallory-example\",\""),
                                swap("\"subjects\":[", "\"subjects\":[],\"mallory\":["),
                                swap("\"actor\":\"C03P004\"", "\"actor\":\"\""),
                                swap("\"actor\":\"C03P004\"", "\"actor\":\"" + "x".repeat(5_000) + "\""),
                                swap(consent.toString(), "00000000-0000-4000-8000-000000000000"),
                                swap("crc-northshire", "nps-north-east"))),
                new Said(
                        "POST",
                        "/v1/overrides",
                        scene.said().get(1),
                        List.of(
                                swap("\"reason\":\"imminent-violence\"", "\"reason\":\"curiosity\""),
                                swap("Mallory-Example is on the way to her", " "),
                                swap("\"role\":\"crc-operations-manager\"", "\"role\":\"mallory-example\""),
                                swap("\"emergency\":false", "\"emergency\":true"),
                                swap("\"purpose\":\"domestic-abuse-safety\"", "\"purpose\":\"curiosity\""),
                                swap("\"recipients\":[\"safe-haven\"]", "\"recipients\":[]"),
                                swap("\"actor\":\"C03-1\"", "\"actor\":\"C03-2\""),
                                swap("crc-northshire", "nps-north-east"))),
                new Said(
                        "POST",
                        "/v1/overrides/" + override + "/approval",
                        scene.said().get(2),
                        List.of(
                                swap("\"actor\":\"C03-2\"", "\"actor\":\"C03-1\""),
                                swap("\"actor\":\"C03-2\"", "\"actor\":\"C03-3\""),
                                swap("\"role\":\"crc-operations-manager\"", "\"role\":\"probation-practitioner\""),
                                swap(override.toString(), "00000000-0000-4000-8000-000000000000"),
                                swap("crc-northshire", "northshire-police"))));
    }

    private static String[] swap(String there, String instead) {
        return new String[] {there, instead};
    }

    Case changed(Dice dice) throws GeneralSecurityException {
        Said one = dice.of(said);
        String agency = dice.oneIn(6) ? dice.of(Scene.AGENCIES) : Records.COMPANY;
        String path = one.path();
        byte[] content = one.jws().getBytes(StandardCharsets.US_ASCII);
        switch (dice.below(5)) {
            case 0 -> content = ByteChanges.changed(content, dice);
            case 1 ->
                path = one.path()
                        .replaceFirst("[0-9a-f]{8}-[0-9a-f-]{27}", dice.uuid().toString());
            case 2 -> content = dice.of(said).jws().getBytes(StandardCharsets.US_ASCII);
            case 3 ->
                content = signed(
                        one, dice.of(one.crimes()), scene.keys(Records.COMPANY).signing());
            default ->
                content = signed(
                        one,
                        dice.of(one.crimes()),
                        scene.keys(dice.of(Scene.AGENCIES)).signing());
        }
        boolean same = agency.equals(Records.COMPANY) && path.equals(one.path()) && new Jws(one.jws()).isThat(content);
        return new Case(
                "a record",
                agency,
                Request.of(one.method(), path)
                        .bearing(scene.token(agency))
                        .with("Content-Type", "application/jose")
                        .body(content),
                same ? Allows.A_REPEAT : Allows.NOTHING);
    }

    /** Whatever key it is, its own thumbprint is shown. */
    private byte[] signed(Said one, String[] crime, SigningKey key) throws GeneralSecurityException {
        Jws genuine = new Jws(one.jws());
        String payload = genuine.payload();
        if (!payload.contains(crime[0])) {
            throw new IllegalStateException("no statement says " + crime[0] + ": " + payload);
        }
        String header = genuine.header()
                .replace(
                        Thumbprint.of(scene.keys(Records.COMPANY).signing().certificate()),
                        Thumbprint.of(key.certificate()));
        return Jws.signed(header, payload.replace(crime[0], crime[1]), key).bytes();
    }
}
