package org.concordat.protection.json;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import org.concordat.schemas.disclosure.PartId;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Coded;
import org.concordat.schemas.terminology.Condition;
import org.concordat.schemas.terminology.Kind;
import org.concordat.schemas.terminology.Power;
import org.concordat.schemas.terminology.Purpose;
import org.concordat.schemas.terminology.Role;
import org.concordat.schemas.terminology.TeamId;
import tools.jackson.databind.json.JsonMapper;

/** How terms stand in JSON: each as the one word that it is spelt by everywhere, read back through its own check. */
public final class TermJson {
    private static final List<Class<?>> OF_ONE_WORD = List.of(
            AgencyId.class,
            Condition.class,
            Kind.class,
            PartId.class,
            Power.class,
            Purpose.class,
            Role.class,
            TeamId.class);

    private TermJson() {}

    /** The mapper that is built so reads and writes terms. */
    public static JsonMapper.Builder in(JsonMapper.Builder mapper) {
        OF_ONE_WORD.forEach(type -> mapper.addMixIn(type, Word.class));
        return mapper.addMixIn(Coded.class, Code.class);
    }

    /** A word of a closed list is written as it is spelt everywhere. */
    abstract static class Code {
        @JsonValue
        abstract String code();
    }

    /** A record of one word is written as that word. */
    abstract static class Word {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        Word(String value) {}

        @JsonValue
        abstract String value();
    }
}
