package org.concordat.protection.receipt;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Collectors;
import org.concordat.schemas.terminology.AgencyId;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What an agency writes down, as JSON, to be signed: an {@link AgencyStatement} but for what the signing adds. */
public final class StatementDraft {
    private StatementDraft() {}

    /**
     * The statement of a draft.
     *
     * @param key the member that holds the id of what it is about, e.g. {@code consent}
     * @param about the id where the draft has none
     * @throws IllegalArgumentException saying which member is wrong, never its value
     */
    public static <T extends AgencyStatement> T read(
            byte[] json, Class<T> type, String key, UUID about, UUID id, AgencyId issuer, Instant at) {
        ObjectNode whole;
        try {
            JsonNode written = JsonMapper.shared().readTree(new String(json, StandardCharsets.UTF_8));
            if (!(written instanceof ObjectNode object)) {
                throw new IllegalArgumentException("this is no JSON object");
            }
            whole = object;
        } catch (JacksonException e) {
            throw new IllegalArgumentException("this is not JSON"); // the parser's own words quote it
        }
        if (!whole.has(key)) {
            whole.put(key, about.toString());
        }
        whole.put("id", id.toString());
        whole.put("issuer", issuer.value());
        whole.put("at", at.toString());
        return StatementJson.read(whole, type);
    }

    /** Where in the draft it went wrong, and in our own words how. */
    static IllegalArgumentException wrong(JacksonException e) {
        String place = e.getPath().stream()
                .map(step -> step.getIndex() >= 0 ? "[" + step.getIndex() + "]" : step.getPropertyName())
                .collect(Collectors.joining("."));
        Throwable cause = e.getCause();
        boolean ours = cause instanceof IllegalArgumentException;
        String how = cause != null && ours
                ? String.valueOf(cause.getMessage())
                : "missing, not known here, or of another form";
        return new IllegalArgumentException(place.isEmpty() ? how : "'" + place + "': " + how);
    }
}
