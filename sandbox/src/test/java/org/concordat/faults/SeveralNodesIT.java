package org.concordat.faults;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.concordat.sandbox.SharedStack;
import org.concordat.sandbox.gateway.GatewayProcess;
import org.concordat.sandbox.northshire.Northshire;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Three gateways on one database with a synchronous standby, under load: a node is killed, the primary is killed and the
 * standby takes over, the nodes are stopped and started one after the other.
 */
@ExtendWith(SharedStack.Extension.class)
class SeveralNodesIT {
    private static final int NODES = 3;
    private static final int FAILOVERS = 2;
    private static final int MOST_RECEIPTS = 10;
    private static final int UNNOTICED = 2_000;
    private static final Duration LEASES_MOVE_WITHIN = Duration.ofSeconds(10);
    private static final Duration SERVED_AGAIN_WITHIN = Duration.ofSeconds(30);
    /** Longer than a lease. */
    private static final int SLOW = 9_000;

    private static final HttpClient OPERATORS = HttpClient.newHttpClient();

    private static Ground ground;

    @BeforeAll
    static void begin(SharedStack shared) throws Exception {
        ground = Ground.ofSeveralNodes(shared, NODES);
    }

    @AfterAll
    static void end() {
        if (ground != null) {
            ground.close();
        }
    }

    @Test
    void a_slow_partner_stays_one_nodes() throws Exception {
        StubMapping slow = slow(SLOW);
        try {
            Check check = Check.taken(ground);
            check.isPushed();
            UUID delivery = check.toChildren();
            assertThat(ground.arrivals().times(delivery)).isEqualTo(1);
            assertThat(ground.rows("select attempt::text from delivery where id = ?", delivery))
                    .containsExactly("1");
        } finally {
            ground.partner().player().removeStub(slow);
        }
    }

    @Test
    void what_a_killed_node_had_claimed_another_delivers_within_ten_seconds() throws Exception {
        StubMapping slow = slow(2 * SLOW);
        List<Double> before = rechecks();
        Check check = Check.taken(ground);
        UUID delivery = check.toChildren();
        Awaitility.await("it is being handed over")
                .until(() -> ground.rows("select state from delivery where id = ?", delivery)
                        .contains("released"));
        GatewayProcess holder = ground.nodes().all().get(whichWentOn(before));
        try {
            long killed = System.nanoTime();
            holder.kill();
            ground.partner().player().removeStub(slow);
            Awaitility.await("another node hands it over")
                    .atMost(LEASES_MOVE_WITHIN)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> check.stateOf(delivery).equals("received"));
            Figures figures = new Figures("killed-node");
            figures.killed(Duration.ofNanos(System.nanoTime() - killed));
            figures.write("a lease moved", 0);
            assertThat(check.arrivedAt(Northshire.CHILDREN)).isEqualTo(Set.of(delivery));
        } finally {
            holder.startAgain();
        }
        check.isCollected();
    }

    @Test
    void what_was_receipted_survives_the_primary() throws Exception {
        Instants instants = Instants.seeded();
        Figures figures = new Figures("killed-primary");
        try (Load load = new Load(ground, instants.seed()).go()) {
            for (int kill = 1; kill <= FAILOVERS; kill++) {
                load.work(instants.some(MOST_RECEIPTS));
                long killed = System.nanoTime();
                ground.pair().primaryDies();
                instants.pass(UNNOTICED);
                ground.pair().standbyTakesOver();
                load.work(1);
                Duration away = Duration.ofNanos(System.nanoTime() - killed);
                figures.killed(away);
                assertThat(away).as("served again").isLessThan(SERVED_AGAIN_WITHIN);
                ground.pair().isWholeAgain();
            }
            load.work(MOST_RECEIPTS);
            new Reckoning(ground, load, instants.seed()).reckon();
            figures.write(load.figures(), instants.seed());
        }
    }

    @Test
    void nodes_that_are_restarted_in_turn_drop_no_request() throws Exception {
        Instants instants = Instants.seeded();
        Figures figures = new Figures("rolling-restart");
        try (Load load = new Load(ground, instants.seed()).go()) {
            for (GatewayProcess node : ground.nodes().all()) {
                load.work(MOST_RECEIPTS);
                long begun = System.nanoTime();
                node.leave();
                node.startAgain();
                figures.killed(Duration.ofNanos(System.nanoTime() - begun));
            }
            load.work(MOST_RECEIPTS);
            assertThat(load.unanswered()).as("requests without an answer").isZero();
            assertThat(load.toldToRetry()).as("requests told to come again").isZero();
            String counted = load.figures();
            new Reckoning(ground, load, instants.seed()).reckon();
            figures.write(counted, instants.seed());
        }
    }

    private static StubMapping slow(int millis) {
        return ground.partner()
                .player()
                .stubFor(any(anyUrl())
                        .atPriority(1)
                        .willReturn(aResponse().withStatus(202).withFixedDelay(millis)));
    }

    /** The node that has decided on a delivery since. */
    private static int whichWentOn(List<Double> before) {
        return Awaitility.await("a node has it")
                .until(
                        () -> {
                            List<Double> now = rechecks();
                            for (int i = 0; i < NODES; i++) {
                                if (now.get(i) > before.get(i)) {
                                    return i;
                                }
                            }
                            return -1;
                        },
                        node -> node >= 0);
    }

    /** How many deliveries each node has let go. */
    private static List<Double> rechecks() throws Exception {
        List<Double> counts = new ArrayList<>();
        for (GatewayProcess node : ground.nodes().all()) {
            HttpRequest metrics = HttpRequest.newBuilder(node.management().resolve("/prometheus"))
                    .build();
            counts.add(OPERATORS
                    .send(metrics, HttpResponse.BodyHandlers.ofLines())
                    .body()
                    .filter(line -> line.startsWith("concordat_hops_total{")
                            && line.contains("hop=\"recheck\"")
                            && line.contains("outcome=\"completed\""))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                    .sum());
        }
        return counts;
    }
}
