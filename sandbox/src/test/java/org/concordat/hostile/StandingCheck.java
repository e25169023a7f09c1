package org.concordat.hostile;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.concordat.sandbox.SharedStack;

/**
 * A check that honest agencies are about: probation asked it and the police collected it. Answers answer it, and
 * attackers reach for it.
 *
 * @param delivery for the police
 * @param sealed the digest of what they collected
 */
public record StandingCheck(Drafts.Asked asked, UUID delivery, String sealed) {
    private static final Pattern HEADER = Pattern.compile("<Header [^>]*\\bid=\"_([0-9a-f-]{36})\"");
    private static final Pattern CONVERSATION = Pattern.compile("<Conversation (?:[^>]* )?id=\"([0-9a-f-]{36})\"");

    public static StandingCheck ask(Attacker agencies, Drafts drafts, Witness witness, Mailroom mailroom)
            throws Exception {
        byte[] draft = drafts.draft("check-request").getBytes(StandardCharsets.UTF_8);
        byte[] signed = drafts.signed(draft, agencies.signingKey(SharedStack.PROBATION));
        String text = new String(signed, StandardCharsets.UTF_8);
        UUID id = UUID.fromString(only(HEADER, text));
        Drafts.Asked asked = new Drafts.Asked(UUID.fromString(only(CONVERSATION, text)), id);

        Mailroom.expect(201, agencies.honest(SharedStack.PROBATION).submit(signed));
        UUID delivery = UUID.fromString(witness.rows("select id::text from delivery where recipient = '"
                        + SharedStack.POLICE + "' and disclosure = '" + id + "'")
                .get(0));
        return new StandingCheck(asked, delivery, mailroom.collect(SharedStack.POLICE, delivery));
    }

    /** The receipt that the police would give, but for who signs it: an agency, or {@code nobody}. */
    public String receipt(Attacker attacker, Mailroom mailroom, String signer) throws Exception {
        boolean unsigned = signer.equals("nobody");
        String jws = mailroom.receipt(
                SharedStack.POLICE, attacker.signingKey(unsigned ? SharedStack.POLICE : signer), delivery, sealed);
        String[] parts = jws.split("\\.", -1);
        return unsigned
                ? Attacker.base64("{\"alg\":\"none\",\"typ\":\"concordat-received+jws\"}") + "." + parts[1] + "."
                        + parts[2]
                : jws;
    }

    private static String only(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        if (!found.find()) {
            throw new IllegalStateException("the signed check has no " + pattern);
        }
        return found.group(1);
    }
}
