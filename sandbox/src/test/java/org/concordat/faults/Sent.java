package org.concordat.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.concordat.cli.gateway.Answer;
import org.concordat.hostile.Records;
import org.concordat.protection.consent.Consent;
import org.concordat.protection.receipt.AgencyStatement.Consented;
import org.concordat.sandbox.northshire.Northshire;
import org.concordat.schemas.signature.RandomIds;

/** A disclosure for one agency alone, of a kind that it gets, which the gateway has receipted. */
record Sent(UUID disclosure, UUID delivery) {
    /** Who sends what to whom. */
    private record Way(String sender, String draft) {}

    private static final Map<String, Way> WAYS = Map.of(
            Northshire.POLICE, new Way(Northshire.PROBATION, "check-request"),
            Northshire.CHILDREN, new Way(Northshire.PROBATION, "check-request"),
            Northshire.PROBATION, new Way(Northshire.CRC, "contact-record"),
            Northshire.CRC, new Way(Northshire.PROBATION, "case-allocation"),
            Northshire.CHARITY, new Way(Northshire.CRC, "contact-to-charity"));

    static Sent to(String agency, Ground ground) throws Exception {
        return to(agency, ground, text -> text);
    }

    /** With a draft that is altered before it is signed. */
    static Sent to(String agency, Ground ground, UnaryOperator<String> alteration) throws Exception {
        Way way = WAYS.get(agency);
        Correspondent sender = ground.correspondent(way.sender());
        UUID consent = RandomIds.random();
        String now = ground.clock().instant().toString();
        String tomorrow = ground.clock().instant().plus(Duration.ofDays(1)).toString();
        Map<String, String> blanks =
                Map.of("HER", "PSW-" + consent, "CONSENT", consent.toString(), "ACCEPT_BY", tomorrow, "TONIGHT", now);
        if (agency.equals(Northshire.CHARITY)) {
            given(consent, sender, ground);
        }
        String text = sender.filled(way.draft(), blanks)
                .replaceAll("(?s)<Recipient (?![^>]*agency=\"" + agency + "\").*?</Recipient>", "");
        Document document = sender.sign(alteration.apply(text));
        Answer answer = sender.submit(document);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return new Sent(
                document.id(),
                sender.receipted(document, answer).deliveries().get(0).delivery());
    }

    /** She agreed to it, and that is on record. */
    private static void given(UUID consent, Correspondent company, Ground ground) throws Exception {
        Consented given = new Records(ground.clock()).consent(consent, 1, Consent.State.GIVEN, "PSW-" + consent);
        Answer answer = company.gateway().statement("PUT", "/v1/consents/" + consent, company.signed(given));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }
}
