package org.concordat.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.concordat.routes.Northshire.PROBATION;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.concordat.protection.receipt.AgencyStatement;
import org.concordat.protection.receipt.AgencyStatement.Approved;
import org.concordat.protection.receipt.AgencyStatement.Consented;
import org.concordat.protection.receipt.AgencyStatement.Held;
import org.concordat.protection.receipt.AgencyStatement.Proposed;
import org.concordat.protection.receipt.StatementDraft;
import org.concordat.routes.consent.RecordDoor.OnRecord;
import org.concordat.routes.hop.HopRefused;
import org.junit.jupiter.api.Test;

/** Who says the same again, signed anew, is answered as before; who says something else under the same version is refused. */
class RepeatedRecordTest extends AtRecordDoor {
    private static final String CONSENT = """
            {"version": 1, "state": "given", "subjects": [{"scheme": "crn", "value": "X900001"}], "givenBy": "self",
             "capacity": "has-capacity", "purposes": ["resettlement"], "categories": ["identity"],
             "recipients": ["northshire-children"], "channel": "verbal", "actor": "NPS-1", "role": "practitioner"}
            """;
    private static final String PROPOSAL = """
            {"reason": "imminent-violence", "emergency": false, "harm": "what is feared", "necessity": "why",
             "lessWouldNotDo": "why not less", "kind": "contact-record", "purpose": "resettlement",
             "recipients": ["northshire-children"], "subjects": [{"scheme": "crn", "value": "X900001"}],
             "categories": ["identity"], "until": "2026-03-09T00:00:00Z", "team": "team", "actor": "NPS-1",
             "role": "practitioner"}
            """;
    private static final String HOLDING = """
            {"version": 1, "team": "team", "interest": "personal", "subjects": [{"scheme": "crn", "value": "X900001"}],
             "from": "2026-01-01T00:00:00Z", "actor": "NPS-1", "role": "senior"}
            """;

    private int signed;

    @Test
    void a_consent() throws Exception {
        OnRecord first = consent(CONSENT);
        int entries = northshire.stores.entries.size();

        assertThat(consent(CONSENT)).isEqualTo(first);
        assertThat(northshire.stores.entries).hasSize(entries);
        HopRefused other =
                catchThrowableOfType(HopRefused.class, () -> consent(CONSENT.replace("\"given\"", "\"refused\"")));
        assertThat(other.code()).isEqualTo("consent.version-passed");
    }

    /** A digest that anybody can compute would say who the people are to whoever tries all identifiers. */
    @Test
    void what_a_repeat_is_known_by_is_keyed() throws Exception {
        consent(CONSENT);
        holding(HOLDING);
        Stores stores = northshire.stores.stores();
        assertThat(stores.consents().find(ID).orElseThrow().digest()).startsWith("pseudonyms-1.");
        assertThat(stores.holdings().find(ID).orElseThrow().digest().orElseThrow())
                .startsWith("pseudonyms-1.");
    }

    @Test
    void a_holding() throws Exception {
        OnRecord first = holding(HOLDING);
        int entries = northshire.stores.entries.size();

        assertThat(holding(HOLDING)).isEqualTo(first);
        assertThat(northshire.stores.entries).hasSize(entries);
        HopRefused other = catchThrowableOfType(HopRefused.class, () -> holding(HOLDING.replace("NPS-1", "NPS-2")));
        assertThat(other.code()).isEqualTo("holding.version-passed");
    }

    @Test
    void an_approval() throws Exception {
        String digest = door.propose(northshire.caller(PROBATION), signed(PROPOSAL, Proposed.class, "override"))
                .proposal()
                .orElseThrow()
                .digest();
        String approval = "{\"proposal\": \"" + digest + "\", \"actor\": \"NPS-2\", \"role\": \"manager\"}";
        OnRecord first = approve(approval);
        int entries = northshire.stores.entries.size();

        assertThat(approve(approval)).isEqualTo(first);
        assertThat(northshire.stores.entries).hasSize(entries);
        HopRefused other = catchThrowableOfType(HopRefused.class, () -> approve(approval.replace("NPS-2", "NPS-3")));
        assertThat(other.code()).isEqualTo("override.approved-already");
    }

    private OnRecord consent(String draft) throws HopRefused {
        return door.consent(northshire.caller(PROBATION), ID, signed(draft, Consented.class, "consent"));
    }

    private OnRecord holding(String draft) throws HopRefused {
        return door.holding(northshire.caller(PROBATION), ID, signed(draft, Held.class, "holding"));
    }

    private OnRecord approve(String draft) throws HopRefused {
        return door.approve(northshire.caller(PROBATION), ID, signed(draft, Approved.class, "override"));
    }

    /** Each time under another id, and a second later. */
    private <T extends AgencyStatement> String signed(String draft, Class<T> type, String key) {
        signed++;
        T statement = StatementDraft.read(
                draft.getBytes(StandardCharsets.UTF_8),
                type,
                key,
                ID,
                new UUID(ID.getMostSignificantBits(), ID.getLeastSignificantBits() + signed),
                PROBATION,
                Instant.parse("2026-03-02T09:00:00Z").plusSeconds(signed));
        return signed(PROBATION, statement);
    }
}
