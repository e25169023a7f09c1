package org.concordat.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.concordat.cli.gateway.Answer;
import org.concordat.faults.Arrivals.Passage;
import org.concordat.faults.Load.Receipted;
import org.concordat.protection.receipt.Statement.Promised;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What must be true after whatever was broken is whole again: nothing lost, nothing twice, nothing undecided. */
final class Reckoning {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    /** Longer than the longest pause between two attempts. */
    private static final Duration LATER = Duration.ofMinutes(20);

    private static final int REPEATED = 200;
    /** What was handed over at a mailbox is there only once it is confirmed: the answer may not have come. */
    private static final String ON_ITS_WAY = "select id::text from delivery where state not in ('received', 'returned')"
            + " and (state <> 'delivered' or connector = 'mailbox')";

    private final Ground ground;
    private final Load load;
    private final long seed;

    Reckoning(Ground ground, Load load, long seed) {
        this.ground = ground;
        this.load = load;
        this.seed = seed;
    }

    /** Lets everything come to rest, then counts. */
    void reckon() throws Exception {
        settle();
        assertThat(load.surprises()).as("seed %d", seed).isEmpty();
        everyPromiseIsKeptOnce();
        nothingLeftUndecided();
        repeatsGiveTheSameReceipt();
        assertThat(load.handedOut().count()).as("checkpoints, seed %d", seed).isPositive();
        load.handedOut().agreeWith(ground, seed);
    }

    private void settle() throws Exception {
        load.writeNoMore();
        Awaitility.await("every sender has its receipt")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(load.allReceipted())
                        .as("seed %d, surprises: %s", seed, load.surprises())
                        .isTrue());
        ground.jump(LATER);
        Awaitility.await("nothing is on its way")
                .atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(ground.rows(ON_ITS_WAY)).as("seed %d", seed).isEmpty());
        load.close();
    }

    private void everyPromiseIsKeptOnce() throws Exception {
        for (Receipted receipted : load.receipts().values()) {
            for (Promised promised : receipted.committed().deliveries()) {
                Passage passage = new Passage(
                        receipted.sender().agency().value(),
                        receipted.document().id(),
                        promised.agency().value());
                assertThat(ground.arrivals().of(passage).keySet())
                        .as("the delivery ids of %s, seed %d", passage, seed)
                        .isEqualTo(Set.of(promised.delivery()));
            }
        }
        assertThat(ground.rows("select sender || ' ' || disclosure || ' ' || recipient from delivery"
                        + " group by sender, disclosure, recipient having count(*) > 1"))
                .as("what is on its way to one recipient twice, seed %d", seed)
                .isEmpty();
    }

    /** No attempt without a decision of its own: as many entries of it, at least, as copies came. */
    private void nothingLeftUndecided() throws Exception {
        assertThat(ground.arrivals().undecided()).as("seed %d", seed).isEmpty();
        Map<UUID, Integer> collected = new HashMap<>();
        Map<UUID, Integer> disclosed = new HashMap<>();
        for (String line : ground.rows("select convert_from(bytes, 'UTF8') from entry")) {
            JsonNode entry = JSON.readTree(line);
            String delivery = entry.path("delivery").asString("");
            if (!delivery.isEmpty()) {
                String what = entry.path("verb").asString("") + " "
                        + entry.path("code").asString("");
                switch (what) {
                    case "COLLECTED seal" -> collected.merge(UUID.fromString(delivery), 1, Integer::sum);
                    case "DISCLOSED recheck" -> disclosed.merge(UUID.fromString(delivery), 1, Integer::sum);
                    default -> {} // of something else
                }
            }
        }
        for (Receipted receipted : load.receipts().values()) {
            for (Promised promised : receipted.committed().deliveries()) {
                UUID delivery = promised.delivery();
                assertThat(collected).as("taken in, seed %d", seed).containsEntry(delivery, 1);
                assertThat(disclosed.getOrDefault(delivery, 0))
                        .as("decisions to let %s go, seed %d", delivery, seed)
                        .isGreaterThanOrEqualTo(ground.arrivals().times(delivery));
            }
        }
    }

    private void repeatsGiveTheSameReceipt() throws Exception {
        List<Receipted> all = new ArrayList<>(load.receipts().values());
        Collections.shuffle(all, new Random(seed));
        for (Receipted receipted : all.subList(0, Math.min(REPEATED, all.size()))) {
            Answer again = receipted.sender().submit(receipted.document());
            assertThat(again.status()).as("seed %d: %s", seed, again.text()).isEqualTo(200);
            assertThat(again.json().path("receipt").asString(""))
                    .as("seed %d", seed)
                    .isEqualTo(receipted.receipt());
        }
    }
}
