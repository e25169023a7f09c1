package org.concordat.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.concordat.cli.gateway.Answer;
import org.concordat.sandbox.northshire.Northshire;

/** A disclosure for one agency alone, of a kind that it gets, which the gateway has receipted. */
record Sent(UUID disclosure, UUID delivery) {
    /** Who sends what to whom. */
    private record Way(String sender, String draft) {}

    private static final Map<String, Way> WAYS = Map.of(
            Northshire.POLICE, new Way(Northshire.PROBATION, "check-request"),
            Northshire.CHILDREN, new Way(Northshire.PROBATION, "check-request"),
            Northshire.PROBATION, new Way(Northshire.CRC, "contact-record"),
            Northshire.CRC, new Way(Northshire.PROBATION, "case-allocation"));

    static Sent to(String agency, Ground ground) throws Exception {
        return to(agency, ground, text -> text);
    }

    /** With a draft that is altered before it is signed. */
    static Sent to(String agency, Ground ground, UnaryOperator<String> alteration) throws Exception {
        Way way = WAYS.get(agency);
        Correspondent sender = ground.correspondent(way.sender());
        String now = ground.clock().instant().toString();
        String tomorrow = ground.clock().instant().plus(Duration.ofDays(1)).toString();
        Map<String, String> blanks = Map.of("HER", "PSW-7741", "ACCEPT_BY", tomorrow, "TONIGHT", now);
        String text = sender.filled(way.draft(), blanks)
                .replaceAll("(?s)<Recipient (?![^>]*agency=\"" + agency + "\").*?</Recipient>", "");
        Document document = sender.sign(alteration.apply(text));
        Answer answer = sender.submit(document);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return new Sent(
                document.id(),
                sender.receipted(document, answer).deliveries().get(0).delivery());
    }
}
