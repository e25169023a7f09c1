package org.concordat.tamper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.concordat.cli.gateway.Answer;
import org.concordat.hostile.Mailroom;
import org.concordat.hostile.Records;
import org.concordat.protection.consent.Consent;
import org.concordat.schemas.signature.RandomIds;
import org.concordat.schemas.signature.SigningKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Consents and overrides that were made, changed or put back by hand. */
class RecordsIT extends AtTheDatabase {
    private Records records;

    @BeforeEach
    void the_company_records() {
        records = new Records(clock);
    }

    @Test
    void a_consent_that_was_changed_to_given_lets_nothing_go() throws Exception {
        String her = "T-" + RandomIds.random();
        UUID consent = consent(her, Consent.State.REFUSED);
        Alarm alarm = new Alarm(hand, "consent");
        hand.write("update consent set record = replace(record, 'refused', 'given') where id = '" + consent + "'");
        refused(toTheCharity(her, consent, Optional.empty()));
        alarm.wasRaised();
    }

    @Test
    void a_consent_that_was_copied_to_another_person_lets_nothing_go() throws Exception {
        String other = "T-" + RandomIds.random();
        UUID given = consent(other, Consent.State.GIVEN);
        String her = "T-" + RandomIds.random();
        UUID consent = consent(her, Consent.State.NOT_SOUGHT);
        UUID made = RandomIds.random();
        Alarm alarm = new Alarm(hand, "consent");
        hand.write("create table made as select * from consent where id = '" + given + "'");
        hand.write("update made set id = '" + made + "', subjects = (select subjects from consent where id = '"
                + consent + "')");
        hand.write("insert into consent select * from made");
        hand.write("drop table made");
        refused(toTheCharity(her, made, Optional.empty()));
        alarm.wasRaised();
    }

    @Test
    void a_withdrawn_consent_that_was_put_back_to_given_lets_nothing_go() throws Exception {
        String her = "T-" + RandomIds.random();
        UUID consent = consent(her, Consent.State.GIVEN);
        String before = hand.copy("consent", consent.toString());
        record(consent, 2, Consent.State.WITHDRAWN, her);
        refused(toTheCharity(her, consent, Optional.empty()));
        Alarm alarm = new Alarm(hand, "consent");
        hand.putBack("consent", before);
        refused(toTheCharity(her, consent, Optional.empty()));
        alarm.wasRaised();
    }

    @Test
    void an_override_whose_second_person_was_written_by_hand_lets_nothing_go() throws Exception {
        String her = "T-" + RandomIds.random();
        UUID consent = consent(her, Consent.State.REFUSED);
        UUID override = RandomIds.random();
        SigningKey key = agencies.signingKey(Records.COMPANY);
        Mailroom.expect(
                200,
                agencies.honest(Records.COMPANY)
                        .statement(
                                "POST",
                                "/v1/overrides",
                                Records.signed(
                                        records.proposal(override, false, her, "C03-1", "crc-operations-manager"),
                                        key)));
        refused("clear.override-missing", toTheCharity(her, consent, Optional.of(override)));
        Alarm alarm = new Alarm(hand, "override");
        String role = "crc-operations-manager";
        UUID approved = RandomIds.random();
        var company = agencies.honest(Records.COMPANY);
        String proposal = Records.signed(records.proposal(approved, false, her, "C03-1", role), key);
        Mailroom.expect(200, company.statement("POST", "/v1/overrides", proposal));
        Mailroom.expect(
                200,
                company.statement(
                        "POST",
                        "/v1/overrides/" + approved + "/approval",
                        Records.signed(records.approval(approved, proposal, "C03-2", role), key)));
        hand.write(
                "update override_decision d set record = replace(o.record, o.id::text, d.id::text), approval = o.approval,"
                        + " mac = o.mac from override_decision o where d.id = '" + override + "' and o.id = '"
                        + approved + "'");
        refused("clear.override-missing", toTheCharity(her, consent, Optional.of(override)));
        alarm.wasRaised();
    }

    @Test
    void an_emergency_whose_row_was_made_to_look_approved_or_removed_is_told_all_the_same() throws Exception {
        for (String silencing : List.of(
                "delete from override_decision where id = '%s'",
                "update override_decision set approval = proposal, record = replace(record, 'told\":false', 'told\":true')"
                        + " where id = '%s'")) {
            String her = "T-" + RandomIds.random();
            UUID consent = consent(her, Consent.State.REFUSED);
            Alarm alarm = new Alarm(hand, "override");
            UUID override = emergency(her);
            assertThat(hand.write(silencing.formatted(override))).isEqualTo(1);

            await("a notice").atMost(Duration.ofSeconds(30)).until(() -> toldTheSenior(override) == 1);
            alarm.wasRaised();
            refused("clear.override-missing", toTheCharity(her, consent, Optional.of(override)));
        }
    }

    @Test
    void an_emergency_that_nobody_touched_and_nobody_approved_is_told_once() throws Exception {
        UUID first = emergency("T-" + RandomIds.random());
        clock.set(MORNING.plus(Duration.ofHours(25)));
        await("a notice").atMost(Duration.ofSeconds(30)).until(() -> toldTheSenior(first) == 1);

        UUID second = emergency("T-" + RandomIds.random());
        clock.set(MORNING.plus(Duration.ofHours(50)));
        await("the next one").atMost(Duration.ofSeconds(30)).until(() -> toldTheSenior(second) == 1);
        assertThat(toldTheSenior(first)).as("looked at again meanwhile").isEqualTo(1);
        assertThat(hand.read("select count(*) from forged_row where id in ('" + first + "', '" + second + "')"))
                .isEqualTo("0");
    }

    /** What one person of the company decided alone. */
    private UUID emergency(String person) throws Exception {
        UUID override = RandomIds.random();
        Mailroom.expect(
                200,
                agencies.honest(Records.COMPANY)
                        .statement(
                                "POST",
                                "/v1/overrides",
                                Records.signed(
                                        records.proposal(override, true, person, "C03-1", "crc-operations-manager"),
                                        agencies.signingKey(Records.COMPANY))));
        return override;
    }

    /** How often the company's named senior was told that it lapsed; its mailbox lists the latest notices, of any year. */
    private long toldTheSenior(UUID override) throws Exception {
        return Long.parseLong(hand.read("select count(*) from notice where regarding = '" + override
                + "' and agency = '" + Records.COMPANY + "' and about = 'override-lapsed' and desk = 'senior'"));
    }

    private UUID consent(String person, Consent.State state) throws Exception {
        UUID consent = RandomIds.random();
        record(consent, 1, state, person);
        return consent;
    }

    private void record(UUID consent, int version, Consent.State state, String person) throws Exception {
        Mailroom.expect(
                200,
                agencies.honest(Records.COMPANY)
                        .statement(
                                "PUT",
                                "/v1/consents/" + consent,
                                Records.signed(
                                        records.consent(consent, version, state, person),
                                        agencies.signingKey(Records.COMPANY))));
    }

    private Answer toTheCharity(String person, UUID consent, Optional<UUID> override) throws Exception {
        String draft = drafts.draft("contact-to-charity")
                .replace("${HER}", person)
                .replace(
                        "ref=\"${CONSENT}\"",
                        "ref=\"" + consent + "\""
                                + override.map(id -> " override=\"" + id + "\"").orElse(""));
        byte[] signed = drafts.signed(draft.getBytes(StandardCharsets.UTF_8), agencies.signingKey(Records.COMPANY));
        return agencies.honest(Records.COMPANY).submit(signed);
    }

    private static void refused(Answer answer) {
        refused("clear.consent-missing", answer);
    }

    private static void refused(String code, Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(403);
        assertThat(answer.problem()).contains(code);
    }
}
