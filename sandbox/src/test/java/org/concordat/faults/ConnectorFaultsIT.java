package org.concordat.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.ConditionTimeoutException;
import org.concordat.sandbox.SharedStack;
import org.concordat.sandbox.northshire.Northshire;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every connector, at a partner's real server that is reached over a cable on which things go wrong: what was receipted
 * arrives, once and under one id; attempts are suspended and taken up again; nobody else waits for it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(SharedStack.Extension.class)
class ConnectorFaultsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** Longer than the longest pause between two attempts, and than attempts are suspended for. */
    private static final Duration LATER = Duration.ofMinutes(20);

    private static final String TIME_OUT = "PT7S";
    /** Within which others get theirs: less than half of what one attempt at who is slow takes. */
    private static final Duration UNAFFECTED = Duration.ofSeconds(4);

    /** In how many places of the dialogue it is reset, each way. */
    private static final int STAGES = 4;

    private static final int MEASURED = 3;

    private final List<String> measured = new ArrayList<>();
    private PartnersServers servers;
    private Reached.Cables cables;
    private Ground ground;
    private List<Reached> rows;

    @BeforeAll
    void over_cables(SharedStack shared, @TempDir Path folder) throws Exception {
        servers = PartnersServers.start(shared.northshire(), folder);
        cables = Reached.Cables.to(servers);
        Map<String, String> settings = new TreeMap<>(ConnectorsIT.settings(servers, folder));
        settings.compute("concordat.gateway.mail.server", (name, address) -> Reached.over(cables.post(), address));
        ground = Ground.on(shared, Ground.HOME, this::connect, settings);
        rows = Reached.all(ground, servers, cables);
    }

    private void connect(Northshire northshire) throws Exception {
        Map<String, String> connections = Map.of(
                Northshire.PROBATION, Reached.over(cables.files(), servers.overSftp()),
                Northshire.POLICE, Reached.over(cables.broker(), servers.overJms()),
                Northshire.CRC, "connection: {connector: secure-email, address: duty@crc.example, content: sealed}");
        for (Map.Entry<String, String> one : connections.entrySet()) {
            ConnectorsIT.connect(
                    northshire, one.getKey(), one.getValue().replace("}", ", time-out: " + TIME_OUT + "}"));
        }
        Path children = northshire.configuration().resolve("agencies/" + Northshire.CHILDREN + ".yaml");
        String file = Files.readString(children);
        Files.writeString(children, file.replaceFirst("(?m)^(connection: .*)}$", "$1, time-out: " + TIME_OUT + "}"));
    }

    @AfterAll
    void close() throws Exception {
        Files.write(Path.of("target", "faults-connectors.txt"), measured);
        for (AutoCloseable one : new AutoCloseable[] {ground, cables, servers}) {
            if (one != null) {
                one.close();
            }
        }
    }

    Stream<Reached> rows() {
        return rows.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void whatever_befalls_the_line_it_arrives_once_and_nobody_else_waits(Reached row) throws Exception {
        Reached other = rows.get((rows.indexOf(row) + 1) % rows.size());
        long quiet = medianMillis(other);
        List<UUID> all = new ArrayList<>();
        resets(row, all);
        slowness(row, all, other, quiet);
        hours(row, all);
        arrivedOnce(row, all);
        acknowledged(row, all.get(0));
    }

    /** It is reset in places spread over the whole of the dialogue, on the way there and on the way back. */
    private void resets(Reached row, List<UUID> all) throws Exception {
        row.cable().renew();
        all.add(sent(row));
        isHandedOver(all.get(0));
        List<Breaking> stages = new ArrayList<>();
        stages(row, Cable::mostThere).forEach(at -> stages.add(cable -> cable.snapAfter(at)));
        stages(row, Cable::mostBack).forEach(at -> stages.add(cable -> cable.snapAfterAnswered(at)));
        for (Breaking stage : stages) {
            if (hasArrived(last(all))) {
                // the answer was through already when it was reset
                row.cable().mend();
                all.add(sent(row));
            }
            stage.of(row.cable());
            isTried(last(all));
        }
        row.cable().mend();
        comesInTheEnd(last(all));
    }

    private static LongStream stages(Reached row, ToLongFunction<Cable> most) {
        long bytes = most.applyAsLong(row.cable());
        assertThat(bytes).as("of a whole dialogue").isGreaterThan(500);
        return LongStream.range(0, STAGES).map(i -> 1 + i * (bytes - 2) / (STAGES - 1));
    }

    /** It says nothing at all, and then speaks byte by byte: an attempt ends all the same, and others get theirs meanwhile. */
    private void slowness(Reached row, List<UUID> all, Reached other, long quiet) throws Exception {
        for (Duration between : List.of(Duration.ofHours(1), Duration.ofMillis(50))) {
            row.cable().trickle(between);
            all.add(sent(row));
            long busy = medianMillis(other);
            measured.add(other + " beside a slow " + row + ": " + busy + " ms, quiet " + quiet + " ms");
            assertThat(busy).as("%s", measured).isLessThan(UNAFFECTED.toMillis());
            isTried(last(all));
            row.cable().mend();
            comesInTheEnd(last(all));
        }
    }

    /** Nobody listens for hours of business time, until attempts are suspended; and it is taken up again. */
    private void hours(Reached row, List<UUID> all) throws Exception {
        row.cable().cut();
        all.add(sent(row));
        for (int i = 0; i < 2; i++) {
            ground.jump(Duration.ofHours(3));
            isTried(last(all));
        }
        later("attempts are suspended", () -> suspended(row) == 1);
        row.cable().mend();
        comesInTheEnd(last(all));
        patiently("attempts are not suspended any more").until(() -> suspended(row) == 0);
    }

    private void arrivedOnce(Reached row, List<UUID> all) throws Exception {
        Correspondent agency = ground.correspondent(row.agency());
        for (UUID delivery : all) {
            List<byte[]> copies = row.copies().of(delivery);
            assertThat(copies).as("%s at %s", delivery, row).isNotEmpty();
            assertThat(copies.stream()
                            .map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1))
                            .distinct())
                    .as("what came under one id")
                    .hasSize(1);
            assertThat(!row.keepsOne() || copies.size() == 1)
                    .as("it lies there once")
                    .isTrue();
            UUID disclosure =
                    UUID.fromString(ground.rows("select disclosure::text from delivery where id = ?", delivery)
                            .get(0));
            assertThat(agency.open(copies.get(0)).id()).isEqualTo(disclosure);
            assertThat(ground.rows("select id::text from delivery where disclosure = ?", disclosure))
                    .containsExactly(delivery.toString());
        }
    }

    /** A wrong word confirms nothing, the right one once, and said twice it is the same. */
    private void acknowledged(Reached row, UUID delivery) throws Exception {
        Correspondent agency = ground.correspondent(row.agency());
        byte[] copy = row.copies().of(delivery).get(0);
        if (!row.connector().equals("rest")) {
            double before = notValid();
            row.says().has(delivery, agency.receipt(delivery, new byte[] {1}));
            later(
                    "the wrong one was heard",
                    () -> notValid() > before || row.connector().equals("secure-email"));
            assertThat(state(delivery)).isEqualTo("delivered");
            row.says().has(delivery, agency.receipt(delivery, copy));
            row.says().has(delivery, agency.receipt(delivery, copy));
        }
        later("received", () -> state(delivery).equals("received"));
        assertThat(ground.rows("select id::text from entry where delivery = ? and reached = 'received'", delivery))
                .hasSize(1);
    }

    /** How long it takes until who is not affected has its own, from the sender's receipt on. */
    private long medianMillis(Reached other) throws Exception {
        List<Long> took = new ArrayList<>();
        for (int i = 0; i < MEASURED; i++) {
            UUID delivery = sent(other);
            long begun = System.nanoTime();
            isHandedOver(delivery);
            took.add(Duration.ofNanos(System.nanoTime() - begun).toMillis());
        }
        return took.stream().sorted().skip(MEASURED / 2).findFirst().orElseThrow();
    }

    private interface Breaking {
        void of(Cable cable) throws Exception;
    }

    private UUID sent(Reached row) throws Exception {
        return Sent.to(row.agency(), ground).delivery();
    }

    /** An attempt at it ended since, or it arrived. */
    private void isTried(UUID delivery) throws Exception {
        int before = attempts(delivery);
        later("an attempt", () -> (attempts(delivery) > before && isFree(delivery)) || hasArrived(delivery));
    }

    private void comesInTheEnd(UUID delivery) {
        later("it arrives", () -> hasArrived(delivery));
    }

    /** Comes true once time has passed: for the next attempt, or until attempts are not suspended any more. */
    private void later(String what, Callable<Boolean> comesTrue) {
        patiently(what).until(() -> {
            ground.jump(LATER);
            try {
                patiently(what).atMost(Duration.ofSeconds(3)).until(comesTrue);
                return true;
            } catch (ConditionTimeoutException notYet) {
                return false;
            }
        });
    }

    /** A partner's server that is cut off complains on threads of its own. */
    private static ConditionFactory patiently(String what) {
        return Awaitility.await(what).dontCatchUncaughtExceptions().atMost(PATIENCE);
    }

    private void isHandedOver(UUID delivery) {
        patiently("it is handed over").pollInterval(Duration.ofMillis(50)).until(() -> hasArrived(delivery));
    }

    private boolean hasArrived(UUID delivery) throws Exception {
        return List.of("delivered", "received").contains(state(delivery));
    }

    private String state(UUID delivery) throws Exception {
        return ground.rows("select state from delivery where id = ?", delivery).get(0);
    }

    private int attempts(UUID delivery) throws Exception {
        return Integer.parseInt(ground.rows("select attempt::text from delivery where id = ?", delivery)
                .get(0));
    }

    private boolean isFree(UUID delivery) throws Exception {
        return ground.rows("select id::text from delivery where id = ? and lease_until is not null", delivery)
                .isEmpty();
    }

    /** What the gauge of the breaker says. */
    private double suspended(Reached row) throws Exception {
        return metric("concordat_partner_suspended", "recipient=\"" + row.agency() + "\"");
    }

    /** How many receipts were none. */
    private double notValid() throws Exception {
        return metric("concordat_hops_total", "code=\"acknowledge.receipt-not-valid\"");
    }

    private double metric(String name, String tag) throws Exception {
        return ground.metrics()
                .lines()
                .filter(line -> line.startsWith(name) && line.contains(tag))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private static UUID last(List<UUID> all) {
        return all.get(all.size() - 1);
    }
}
