package org.concordat.protection.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.concordat.protection.receipt.AgencyStatement.Consented;
import org.concordat.schemas.terminology.AgencyId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an author is told of a draft that is not as it must be: which member, and what is allowed; never a value. */
class StatementDraftTest {
    private static final UUID ID = UUID.fromString("0190b5c2-7d1e-7c3a-9f00-0123456789ab");
    private static final String DRAFT = """
            {"version": 1, "state": "given",
             "subjects": [{"scheme": "crn", "value": "X900001"}],
             "givenBy": "self", "capacity": "has-capacity",
             "purposes": ["domestic-abuse-safety"],
             "categories": ["identity", "contact"],
             "recipients": ["safe-haven"], "channel": "written",
             "expires": "2027-01-01T00:00:00Z", "evidence": "form-17",
             "actor": "NPS-4471", "role": "probation-practitioner"}
            """;

    @Test
    void a_whole_draft_becomes_the_statement() {
        assertThat(read(DRAFT).consent()).isEqualTo(ID);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "contact"            | "SECRET"            | 'categories', entry 2: missing, or not one of identity, contact, location-victim
            "state": "given"     | "state": "SECRET"   | 'state': missing, or not one of given, refused, withdrawn
            "state": "given",    | ``                  | 'state': missing, or not one of given, refused
            "version": 1         | "version": "SECRET" | 'version': missing, or not a whole number
            2027-01-01T00:00:00Z | SECRET              | 'expires': missing, or not a time such as 2027-01-01T00:00:00Z
            ["safe-haven"]       | "SECRET"            | 'recipients': missing, or not a list in [ ]
            "safe-haven"         | "SECRET"            | 'recipients', entry 1: an agency id is 2 to 63 lower-case letters
            "evidence"           | "evidense"          | 'evidense': not known here
            "value": "X900001"   | "valve": "SECRET"   | 'subjects', entry 1, 'value': missing
            "NPS-4471"           | "SECRET NAME"       | 'actor' and 'readBy' name a person by a reference
            "identity", "contact"| ``                  | 'categories' has 1 to 64 entries
            "purposes":          | "version": 2, "purposes": | line 4: this is not JSON, or a member stands there twice
            "capacity":          | SECRET              | line 3: this is not JSON
            """)
    void a_draft_that_is_wrong_says_where_and_what_is_allowed(String right, String wrong, String said) {
        assertThat(DRAFT).contains(right);

        assertThatThrownBy(() -> read(DRAFT.replace(right, wrong)))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .startsWith(said)
                .doesNotContain("SECRET");
    }

    private static Consented read(String draft) {
        return StatementDraft.read(
                draft.getBytes(StandardCharsets.UTF_8),
                Consented.class,
                "consent",
                ID,
                ID,
                new AgencyId("nps-north-east"),
                Instant.parse("2026-03-02T09:00:00Z"));
    }
}
