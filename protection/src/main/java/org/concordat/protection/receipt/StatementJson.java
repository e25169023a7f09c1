package org.concordat.protection.receipt;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Kind;
import org.concordat.schemas.terminology.Role;
import org.concordat.schemas.terminology.TeamId;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Statements as JSON: strict in what is read, for a field that is not understood might change what was said. */
final class StatementJson {
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(8)
                            .maxStringLength(4096)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .changeDefaultPropertyInclusion(i -> i.withValueInclusion(JsonInclude.Include.NON_ABSENT))
            .addMixIn(AgencyId.class, Word.class)
            .addMixIn(Kind.class, Word.class)
            .addMixIn(Role.class, Word.class)
            .addMixIn(TeamId.class, Word.class)
            .build();

    private StatementJson() {}

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

    /** A record of one word is written as that word. */
    abstract static class Word {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        Word(String value) {}

        @JsonValue
        abstract String value();
    }
}
