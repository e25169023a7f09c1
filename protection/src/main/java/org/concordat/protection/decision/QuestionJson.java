package org.concordat.protection.decision;

import org.concordat.protection.json.TermJson;
import org.concordat.schemas.terminology.Condition;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A question as JSON, to be sealed and stored with the delivery that it was decided for: labels and pseudonyms only.
 * Every field is written and every field is wanted back, but for the circumstances: those are read anew when it is asked
 * anew. Equal questions give equal bytes.
 */
public final class QuestionJson {
    private static final JsonMapper JSON = TermJson.in(JsonMapper.builder())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    private QuestionJson() {}

    /** The question in UTF-8. */
    public static byte[] write(Question question) {
        ObjectNode json = JSON.valueToTree(question.asked(question.at(), Circumstances.NONE));
        ArrayNode conditions = json.putArray("conditions"); // a set has no order
        question.conditions().stream().map(Condition::value).sorted().forEach(conditions::add);
        return JSON.writeValueAsBytes(json);
    }

    /**
     * The question that was written.
     *
     * @throws IllegalArgumentException when the bytes are no question
     */
    public static Question read(byte[] bytes) {
        try {
            Question question = JSON.readValue(bytes, Question.class);
            if (question != null) {
                return question.asked(question.at(), Circumstances.NONE);
            }
        } catch (JacksonException e) {
            // refused below: the cause would quote what was read
        }
        throw new IllegalArgumentException("these bytes are no question");
    }
}
