package org.concordat.routes.hop;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.concordat.protection.decision.Question;
import org.concordat.protection.decision.QuestionJson;
import org.concordat.schemas.disclosure.PartId;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

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
    private static final JsonMapper JSON = JsonMapper.shared();
    /** Written in steps of so many bytes, so that the length of what is sealed does not tell how much was withheld. */
    private static final int STEP = 8 * 1024;

    Grounds {
        kept = Set.copyOf(kept);
        subjects = List.copyOf(subjects);
    }

    byte[] write() {
        ObjectNode json = JSON.createObjectNode();
        json.put("question", new String(QuestionJson.write(question), StandardCharsets.UTF_8));
        ArrayNode parts = json.putArray("kept");
        kept.stream().map(PartId::value).sorted().forEach(parts::add);
        json.put("key", key);
        json.put("signer", signer);
        ArrayNode pseudonyms = json.putArray("subjects");
        subjects.forEach(pseudonyms::add);
        byte[] written = JSON.writeValueAsBytes(json);
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
            JsonNode json = JSON.readTree(bytes);
            Set<PartId> kept = new HashSet<>();
            json.required("kept").forEach(part -> kept.add(new PartId(part.asString())));
            List<String> subjects = new ArrayList<>();
            json.required("subjects").forEach(pseudonym -> subjects.add(pseudonym.asString()));
            byte[] question = json.required("question").asString().getBytes(StandardCharsets.UTF_8);
            return new Grounds(
                    QuestionJson.read(question),
                    kept,
                    json.required("key").asString(),
                    json.required("signer").asString(),
                    subjects);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not the grounds of a delivery"); // the parser's own words quote values
        }
    }
}
