package org.concordat.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.concordat.cli.gateway.Answer;
import org.concordat.cli.outcome.Stopped;
import org.concordat.faults.Arrivals.Passage;
import org.concordat.protection.receipt.Statement;
import org.concordat.sandbox.northshire.Northshire;

/** A check that probation asks: police collect it, children's services have it pushed to their system. */
final class Check {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Ground ground;
    private final Correspondent sender;
    private final Document document;

    private Check(Ground ground, Correspondent sender) throws Exception {
        this.ground = ground;
        this.sender = sender;
        this.document = sender.write("check-request", Map.of());
    }

    /** Signed, and not sent yet. */
    static Check written(Ground ground) throws Exception {
        return written(ground, ground.correspondent(Northshire.PROBATION));
    }

    static Check written(Ground ground, Correspondent sender) throws Exception {
        return new Check(ground, sender);
    }

    /** Sent, and receipted. */
    static Check taken(Ground ground) throws Exception {
        Check check = written(ground);
        check.isTaken();
        return check;
    }

    UUID id() {
        return document.id();
    }

    /** The same bytes at every call. */
    Answer submit() throws Stopped {
        return sender.submit(document);
    }

    void isAnswered(int status, String code) throws Stopped {
        Answer answer = submit();
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.problem()).contains(code);
    }

    Statement.Committed isTaken() throws Exception {
        Answer answer = submit();
        assertThat(answer.status()).as(answer.text()).isIn(200, 201);
        return sender.receipted(document, answer);
    }

    UUID toChildren() throws Exception {
        return to(Northshire.CHILDREN);
    }

    UUID toPolice() throws Exception {
        return to(Northshire.POLICE);
    }

    private UUID to(String agency) throws Exception {
        return isTaken().deliveries().stream()
                .filter(promised -> promised.agency().value().equals(agency))
                .map(Statement.Promised::delivery)
                .findFirst()
                .orElseThrow();
    }

    /** Its push was tried and failed, and waits to be tried again. */
    void wasTried() throws Exception {
        UUID delivery = toChildren();
        Awaitility.await("the first attempt")
                .atMost(PATIENCE)
                .until(() -> !ground.rows(
                                "select id::text from delivery where id = ? and attempt > 0 and lease_until is null",
                                delivery)
                        .isEmpty());
        assertThat(stateOf(delivery)).as("no answer confirms nothing").isIn("queued", "released");
    }

    /** As the database has it. */
    String stateOf(UUID delivery) throws Exception {
        List<String> state = ground.rows("select state from delivery where id = ?", delivery);
        assertThat(state).hasSize(1);
        return state.get(0);
    }

    /** Children's services get it, under the id that the receipt promised and no other, however often it was tried. */
    void isPushed() throws Exception {
        UUID delivery = toChildren();
        Awaitility.await("children's services have it")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(stateOf(delivery)).isEqualTo("received"));
        assertThat(arrivedAt(Northshire.CHILDREN)).isEqualTo(Set.of(delivery));
        assertThat(ground.arrivals().undecided()).isEmpty();
    }

    /** The police collect it, and it is what was sent. */
    void isCollected() throws Exception {
        UUID delivery = toPolice();
        Correspondent police = ground.correspondent(Northshire.POLICE);
        assertThat(police.waiting()).contains(delivery);
        Answer collected = police.gateway().collect(delivery);
        assertThat(collected.status()).as(collected.text()).isEqualTo(200);
        ground.arrivals().came(delivery, collected.body(), police);
        assertThat(police.gateway()
                        .receipt(delivery, police.receipt(delivery, collected.body()))
                        .status())
                .isEqualTo(204);
        assertThat(arrivedAt(Northshire.POLICE)).isEqualTo(Set.of(delivery));
    }

    /** Under which delivery ids it arrived. */
    Set<UUID> arrivedAt(String agency) {
        return ground.arrivals()
                .of(new Passage(sender.agency().value(), document.id(), agency))
                .keySet();
    }
}
