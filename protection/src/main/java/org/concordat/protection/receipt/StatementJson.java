package org.concordat.protection.receipt;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.concordat.protection.json.TermJson;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Statements, and what is kept of them, as JSON: strict in what is read, for a field that is not understood might change what
 * was said. Every field is wanted but the {@code Optional} ones.
 */
public final class StatementJson {
    static final JsonMapper MAPPER = spelt(JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(8)
                            .maxStringLength(4096)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build()))
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private StatementJson() {}

    /** Has words written as they are spelt everywhere, and what is absent left out: in statements as in answers. */
    public static JsonMapper.Builder spelt(JsonMapper.Builder json) {
        return TermJson.in(json)
                .changeDefaultPropertyInclusion(i -> i.withValueInclusion(JsonInclude.Include.NON_ABSENT));
    }

    /** What counts of a statement, to be stored. */
    public static String kept(Object record) {
        return MAPPER.writeValueAsString(record);
    }

    /** The same, from the store; never what a peer sent. */
    public static <T> T kept(String json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JacksonException e) {
            throw new IllegalStateException("a row that the gateway wrote cannot be read"); // its words would quote it
        }
    }

    /** What a statement says, whenever it was signed: equal for two that say the same. */
    public static String stated(AgencyStatement statement) {
        ObjectNode json = MAPPER.valueToTree(statement);
        return MAPPER.writeValueAsString(json.without(List.of("id", "at")));
    }

    static byte[] write(Statement statement) {
        return MAPPER.writeValueAsBytes(statement);
    }

    /** The library's own message is left out: it quotes values. */
    static <T extends Statement> T read(byte[] json, Class<T> type) throws StatementRefused {
        try {
            T statement = MAPPER.readValue(json, type);
            if (statement != null) {
                return statement;
            }
        } catch (JacksonException e) {
            // refused below
        }
        throw new StatementRefused("content", "the content is not that of such a statement");
    }

    /** What an agency wrote itself: it is told where it is wrong. */
    static <T extends Statement> T read(JsonNode json, Class<T> type) {
        try {
            return MAPPER.treeToValue(json, type);
        } catch (JacksonException e) {
            throw StatementDraft.wrong(e);
        }
    }
}
