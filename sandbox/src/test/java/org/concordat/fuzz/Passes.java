package org.concordat.fuzz;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.concordat.fuzz.Case.Allows;
import org.concordat.schemas.primitive.Ecdsa;
import org.concordat.schemas.primitive.Primitives;

/** Access tokens that were changed, made up, or somebody else's, on a request that would only be a repeat. */
final class Passes {
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private static final List<String> ALGORITHMS =
            List.of("none", "None", "HS256", "ES256", "RS256", "PS256", "EdDSA", "", "RS1");

    private static final List<String> CLAIMS = List.of(
            "\"agency\":\"nps-north-east\"",
            "\"agency\":\"gateway\"",
            "\"agency\":[\"northshire-police\",\"nps-north-east\"]",
            "\"scope\":\"concordat:share concordat:query concordat:admin\"",
            "\"exp\":99999999999",
            "\"exp\":\"never\"",
            "\"iss\":\"https://localhost/mallory\"",
            "\"aud\":[]",
            "\"cnf\":{}",
            "\"cnf\":null",
            "\"cnf\":{\"x5t#S256\":\"\"}",
            "\"nbf\":0",
            "\"mallory\":\"" + "x".repeat(500) + "\"");

    private final Scene scene;

    Passes(Scene scene) {
        this.scene = scene;
    }

    Case changed(Dice dice) throws Exception {
        Scene.Taken taken = dice.of(scene.taken());
        String token = scene.token(taken.agency());
        String changed = changed(token, taken.agency(), dice);
        Request plain = dice.oneIn(2)
                ? Request.submit(taken.xml().getBytes(StandardCharsets.UTF_8))
                : Request.of("GET", "/v1/mailbox");
        return new Case(
                "a token",
                taken.agency(),
                plain.line("Authorization: " + scheme(dice) + changed),
                isTheSame(token, changed) ? Allows.A_REPEAT : Allows.NOTHING);
    }

    private static String scheme(Dice dice) {
        return dice.oneIn(6) ? dice.of("bearer ", "Basic ", "Bearer  ", "DPoP ", "Bearer,", "") : "Bearer ";
    }

    private String changed(String token, String agency, Dice dice) throws Exception {
        String[] parts = token.split("\\.", -1);
        return switch (dice.below(9)) {
            case 0 -> text(ByteChanges.changed(token.getBytes(StandardCharsets.US_ASCII), dice));
            case 1 -> header("{\"alg\":\"" + dice.of(ALGORITHMS) + "\",\"typ\":\"at+jwt\"}", parts, dice);
            case 2 -> changedHeader(parts, dice);
            case 3 -> parts[0] + "." + base64(claimed(decoded(parts[1]), dice)) + "." + parts[2];
            case 4 -> signedBy(agency, parts[0], base64(claimed(decoded(parts[1]), dice)));
            case 5 -> scene.token(agency.equals(Scene.POLICE) ? Scene.PROBATION : Scene.POLICE);
            case 6 ->
                dice.of("", ".", "..", "...", "null", "x", "e30.e30.", "A".repeat(3_000), parts[0] + "." + parts[1]);
            case 7 -> parts[0] + "." + parts[1] + "." + ENCODER.encodeToString(dice.bytes(dice.of(0, 1, 64, 256)));
            default ->
                parts[0] + "." + base64(text(ByteChanges.changed(DECODER.decode(parts[1]), dice))) + "." + parts[2];
        };
    }

    /** Where keys may be fetched from, or brought along, is nothing that a token may say. */
    private String changedHeader(String[] parts, Dice dice) {
        String header = decoded(parts[0]);
        String more = dice.of(
                "\"jku\":\"https://localhost:1/keys\"",
                "\"x5u\":\"https://localhost:1/x\"",
                "\"jwk\":{\"kty\":\"oct\",\"k\":\"AAAA\"}",
                "\"kid\":\"../../dev/null\"",
                "\"kid\":\"mallory\"",
                "\"crit\":[\"exp\"]",
                "\"zip\":\"DEF\"",
                "\"b64\":false,\"crit\":[\"b64\"]",
                "\"typ\":\"JWT\"",
                "\"enc\":\"A256GCM\"");
        return base64(header.substring(0, header.length() - 1) + "," + more + "}") + "." + parts[1] + "." + parts[2];
    }

    private static String header(String header, String[] parts, Dice dice) {
        return base64(header) + "." + parts[1] + "." + (dice.oneIn(2) ? "" : parts[2]);
    }

    private static String claimed(String claims, Dice dice) {
        return claims.substring(0, claims.length() - 1) + "," + dice.of(CLAIMS) + "}";
    }

    private String signedBy(String agency, String header, String payload) throws GeneralSecurityException {
        byte[] input = (header + "." + payload).getBytes(StandardCharsets.US_ASCII);
        return header + "." + payload + "."
                + ENCODER.encodeToString(
                        Primitives.sign(Ecdsa.P256, scene.keys(agency).signing().privateKey(), input));
    }

    /** Some last characters of base64url stand for the same bytes; the bytes are what was signed. */
    private static boolean isTheSame(String token, String changed) {
        String[] before = token.split("\\.", -1);
        String[] after = changed.strip().split("\\.", -1);
        if (before.length != after.length || !before[0].equals(after[0]) || !before[1].equals(after[1])) {
            return false;
        }
        try {
            return Arrays.equals(
                    Base64.getMimeDecoder().decode(before[2].replace('-', '+').replace('_', '/')),
                    Base64.getMimeDecoder().decode(after[2].replace('-', '+').replace('_', '/')));
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    private static String text(byte[] bytes) {
        // one line of a header: whatever ends it would begin another, which is another family's
        return new String(bytes, StandardCharsets.ISO_8859_1).replaceAll("[\\r\\n\\u0000]", "?");
    }

    private static String decoded(String part) {
        return new String(DECODER.decode(part), StandardCharsets.UTF_8);
    }

    private static String base64(String text) {
        return ENCODER.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
