package org.concordat.routes.hop;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.concordat.protection.decision.Question;
import org.concordat.protection.decision.QuestionJson;
import org.concordat.schemas.disclosure.PartId;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a delivery was decided on, so that it can be decided anew: the question, what was kept, and for which key it was
 * sealed. Labels, part ids and pseudonyms only. Stored sealed to the gateway.
 *
 * @param kept the sections that the sealed copy holds
 * @param subjects the pseudonyms of those whom the copy is about
 * @param key the thumbprint of the recipient's encryption certificate
 * @param signer the thumbprint of the certificate that the sender's signature was checked with
 */
record Grounds(Question question, Set<PartId> kept, String key, String signer, List<String> subjects) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();
    /** Written in steps of so many bytes, so that the length of what is sealed does not tell how much was withheld. */
    private static final int STEP = 8 * 1024;

    Grounds {
        kept = Set.copyOf(kept);
        subjects = List.copyOf(subjects);
    }

    byte[] write() {
        byte[] written = JSON.writeValueAsBytes(new Written(
                new String(QuestionJson.write(question), StandardCharsets.UTF_8),
                kept.stream().map(PartId::value).sorted().toList(),
                key,
                signer,
                subjects));
        byte[] padded = Arrays.copyOf(written, (written.length / STEP + 1) * STEP);
        Arrays.fill(padded, written.length, padded.length, (byte) ' ');
        return padded;
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException when the bytes are something else
     */
    static Grounds read(byte[] bytes) {
        try {
            Written written = JSON.readValue(bytes, Written.class);
            return new Grounds(
                    QuestionJson.read(written.question().getBytes(StandardCharsets.UTF_8)),
                    written.kept().stream().map(PartId::new).collect(Collectors.toSet()),
                    written.key(),
                    written.signer(),
                    written.subjects());
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not the grounds of a delivery"); // the parser's own words quote values
        }
    }

    /** The same as it is written: the question as JSON of its own, the parts in order. */
    private record Written(String question, List<String> kept, String key, String signer, List<String> subjects) {}
}
