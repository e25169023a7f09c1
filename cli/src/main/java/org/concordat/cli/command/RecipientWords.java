package org.concordat.cli.command;

import tools.jackson.databind.JsonNode;

/** How a recipient is named in sentences. */
final class RecipientWords {
    private RecipientWords() {}

    /** From an object with {@code agency}, {@code team} and {@code role}. */
    static String of(JsonNode recipient) {
        return recipient.path("agency").asString("") + " (team "
                + recipient.path("team").asString("") + ", "
                + recipient.path("role").asString("") + ")";
    }
}
