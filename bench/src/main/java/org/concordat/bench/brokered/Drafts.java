package org.concordat.bench.brokered;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.concordat.sandbox.northshire.Northshire;

/** What is sent: the sandbox's check before sentence, and an answer to it of a wanted size. Fictional. */
public final class Drafts {
    private static final Pattern CALL_OUT = Pattern.compile("\\s*<s:CallOut>.*?</s:CallOut>", Pattern.DOTALL);
    private static final Pattern CHILDREN =
            Pattern.compile("\\s*<Recipient id=\"to-northshire-children\".*?</Recipient>", Pattern.DOTALL);

    private static final int DIGESTS = 8 * 1024;

    private Drafts() {}

    /** A check that probation asks of the police alone, and in no hurry. */
    static String request(Clock clock) throws IOException {
        String text = CHILDREN.matcher(shipped("check-request")).replaceAll("");
        return filled(text, clock);
    }

    /**
     * The answer of the police, with as many call-outs as make it this size.
     *
     * @param bytes at least 4 KB
     */
    public static String answer(int bytes, Clock clock) throws IOException {
        String text = filled(shipped("police-answer"), clock);
        Matcher callOut = CALL_OUT.matcher(text);
        if (!callOut.find()) {
            throw new IOException("the draft has no call-out to repeat");
        }
        StringBuilder more = new StringBuilder();
        int size = text.getBytes(StandardCharsets.UTF_8).length;
        for (int n = 100; size + more.length() + callOut.group().length() / 2 < bytes; n++) {
            more.append(callOut.group().replace("018842", "018" + n));
        }
        return text.substring(0, callOut.end()) + more + text.substring(callOut.end());
    }

    /** As long as it is once it is signed: its list of digests has a fixed size. */
    public static byte[] padded(byte[] draft) {
        byte[] padded = Arrays.copyOf(draft, draft.length + DIGESTS);
        Arrays.fill(padded, draft.length, padded.length, (byte) ' ');
        return padded;
    }

    /** The same answer, in reply to this request. */
    static String inReplyTo(String answer, UUID request, UUID conversation) {
        return answer.replace("${REQUEST}", request.toString()).replace("${CONVERSATION}", conversation.toString());
    }

    private static String filled(String text, Clock clock) {
        return text.replace(
                        "${NOW}",
                        clock.instant().truncatedTo(ChronoUnit.SECONDS).toString())
                .replace(
                        "${HEARING}",
                        clock.instant()
                                .plus(Duration.ofDays(2))
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString());
    }

    private static String shipped(String name) throws IOException {
        try (InputStream in = Northshire.class.getResourceAsStream("/northshire/drafts/" + name + ".xml")) {
            if (in == null) {
                throw new IOException("the sandbox lacks its draft " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
