package org.concordat.protection.receipt;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Coded;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.node.ObjectNode;

/** What an agency writes down, as JSON, to be signed: an {@link AgencyStatement} but for what the signing adds. */
public final class StatementDraft {
    private static final Map<Class<?>, String> FORMS = Map.of(
            boolean.class, "true or false",
            int.class, "a whole number",
            Instant.class, "a time such as 2027-01-01T00:00:00Z",
            LocalDate.class, "a day such as 2027-01-01",
            UUID.class, "an id such as 0190b5c2-7d1e-7c3a-9f00-0123456789ab");

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
            JsonNode written = StatementJson.MAPPER.readTree(new String(json, StandardCharsets.UTF_8));
            if (!(written instanceof ObjectNode object)) {
                throw new IllegalArgumentException("this is no JSON object");
            }
            whole = object;
        } catch (JacksonException e) {
            // the parser's own words quote it
            throw new IllegalArgumentException("line " + e.getLocation().getLineNr()
                    + ": this is not JSON, or a member stands there twice, or a text is too long");
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
                .map(step ->
                        step.getIndex() >= 0 ? "entry " + (step.getIndex() + 1) : "'" + step.getPropertyName() + "'")
                .collect(Collectors.joining(", "));
        String how = "missing, or of another form";
        if (e.getCause() instanceof IllegalArgumentException ours) {
            how = String.valueOf(ours.getMessage());
        } else if (e instanceof UnrecognizedPropertyException) {
            how = "not known here";
        } else if (e instanceof MismatchedInputException mismatched && mismatched.getTargetType() != null) {
            how = "missing, or not " + form(mismatched.getTargetType());
        }
        return new IllegalArgumentException(place.isEmpty() ? how : place + ": " + how);
    }

    private static String form(Class<?> type) {
        if (type.getEnumConstants() instanceof Coded[] words) {
            return "one of " + Arrays.stream(words).map(Coded::code).collect(Collectors.joining(", "));
        }
        return Collection.class.isAssignableFrom(type) ? "a list in [ ]" : FORMS.getOrDefault(type, "a text");
    }
}
