package org.concordat.protection.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.concordat.protection.configuration.Northshire;
import org.concordat.protection.consent.Consent;
import org.concordat.protection.receipt.AgencyStatement.Consented;
import org.concordat.schemas.disclosure.Subject;
import org.concordat.schemas.label.Category;
import org.concordat.schemas.signature.SigningKey;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Purpose;
import org.concordat.schemas.terminology.Role;
import org.junit.jupiter.api.Test;

/** What agencies put on record comes back as it was signed, and is never printed. */
class AgencyStatementTest {
    private static final AgencyId POLICE = new AgencyId("northshire-police");
    private static final String CRN = "X900001";

    @Test
    void a_consent_comes_back_as_it_was_signed() throws StatementRefused {
        Consented consented = consented("u100");
        SigningKey key = Northshire.signingKey();
        Receipt signed = new StatementSigner(POLICE, key).sign(consented);

        Consented read = new StatementVerifier(POLICE, List.of(key.certificate())).verify(signed, Consented.class);

        assertThat(read).isEqualTo(consented);
    }

    @Test
    void codes_are_spelt_as_everywhere() {
        String json = new String(StatementJson.write(consented("u100")), StandardCharsets.UTF_8);

        assertThat(json)
                .contains("\"state\":\"given\"", "\"givenBy\":\"parental-responsibility\"")
                .contains("\"categories\":[\"location-victim\"]", "\"scheme\":\"crn\"");
    }

    @Test
    void whom_it_is_about_is_never_printed() {
        assertThat(consented("u100").toString()).doesNotContain(CRN);
    }

    @Test
    void an_actor_is_a_reference_and_no_name() {
        assertThatThrownBy(() -> consented("Jo Bloggs")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_identifier_is_as_long_as_a_disclosure_may_have_it() {
        assertThat(consented("u100", "X".repeat(40)).subjects()).hasSize(1);
        for (String unfit : List.of("", " ", "X".repeat(41))) {
            assertThatThrownBy(() -> consented("u100", unfit)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static Consented consented(String actor) {
        return consented(actor, CRN);
    }

    private static Consented consented(String actor, String crn) {
        return new Consented(
                UUID.fromString("0197f0e0-0000-4000-8000-000000000001"),
                POLICE,
                Instant.parse("2026-06-01T10:00:00Z"),
                UUID.fromString("0197f0e0-0000-4000-8000-000000000002"),
                1,
                Consent.State.GIVEN,
                List.of(new Subject.Identifier("crn", crn)),
                Consented.GivenBy.PARENTAL_RESPONSIBILITY,
                Consented.Capacity.NOT_ASSESSED,
                List.of(new Purpose("resettlement")),
                List.of(Category.LOCATION_VICTIM),
                List.of(new AgencyId("safe-haven")),
                Consented.Channel.WRITTEN,
                Optional.of(Instant.parse("2026-12-01T00:00:00Z")),
                Optional.of(LocalDate.parse("2026-09-01")),
                Optional.of("form-17"),
                Optional.empty(),
                actor,
                new Role("social-worker"));
    }
}
