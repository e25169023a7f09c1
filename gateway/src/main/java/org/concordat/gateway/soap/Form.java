package org.concordat.gateway.soap;

import java.util.List;
import org.concordat.protection.receipt.StatementJson;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What REST says, in the contract's own form, and back: members of one name are the same member. Safe to share. */
final class Form {
    private static final JsonMapper JSON = StatementJson.spelt(JsonMapper.builder())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Form() {}

    static <T> T of(Object said, Class<T> form) {
        return JSON.convertValue(said, form);
    }

    static <T> List<T> ofAll(List<?> said, Class<T> form) {
        return said.stream().map(one -> of(one, form)).toList();
    }
}
