package org.concordat.hostile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.concordat.schemas.disclosure.DisclosureContext;
import org.concordat.schemas.disclosure.DisclosureRejected;
import org.concordat.schemas.signature.DisclosureSigner;
import org.concordat.schemas.signature.SigningKey;

/**
 * The sandbox's own drafts, with their blanks filled in, and the real signer. They do not say by when an answer is
 * wanted: nobody answers these, and inputs move the clock.
 */
public final class Drafts {
    private static final Pattern URGENCY = Pattern.compile("<Urgency [^>]*/>");
    private static final Pattern SENDER = Pattern.compile("<From agency=\"([a-z-]+)\"");

    private final DisclosureSigner signer;
    private final Clock clock;
    private Optional<Asked> asked = Optional.empty();

    public Drafts(Clock clock) {
        this.signer = new DisclosureSigner(DisclosureContext.standard(), clock);
        this.clock = clock;
    }

    /** The check that answers answer. */
    public record Asked(UUID conversation, UUID request) {}

    public void answering(Asked check) {
        asked = Optional.of(check);
    }

    /** E.g. {@code check-request}. */
    public String draft(String name) throws IOException {
        String text;
        try (InputStream in = Drafts.class.getResourceAsStream("/northshire/drafts/" + name + ".xml")) {
            if (in == null) {
                throw new IOException("there is no draft " + name);
            }
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        text = URGENCY.matcher(text).replaceAll("");
        text = text.replace(
                        "${NOW}",
                        clock.instant().truncatedTo(ChronoUnit.SECONDS).toString())
                .replace(
                        "${HEARING}",
                        clock.instant()
                                .truncatedTo(ChronoUnit.DAYS)
                                .plus(14, ChronoUnit.HOURS)
                                .toString());
        if (asked.isPresent()) {
            text = text.replace("${CONVERSATION}", asked.get().conversation().toString())
                    .replace("${REQUEST}", asked.get().request().toString());
        }
        return text;
    }

    /** The agency that a draft says it is from. */
    public static String sender(String draft) {
        Matcher from = SENDER.matcher(draft);
        if (!from.find()) {
            throw new IllegalArgumentException("the draft is from nobody");
        }
        return from.group(1);
    }

    public byte[] signed(byte[] draft, SigningKey key) throws DisclosureRejected {
        return signer.sign(draft, key);
    }
}
