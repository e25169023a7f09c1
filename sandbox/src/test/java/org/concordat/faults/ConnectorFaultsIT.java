package org.concordat.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.concordat.sandbox.SharedStack;
import org.concordat.sandbox.northshire.Northshire;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every connector, at a partner's real server that is reached over a cable on which things go wrong: what was receipted
 * arrives, once and under one id; attempts are suspended and taken up again; nobody else waits for it. What has nothing to do
 * with the time that others take goes wrong at all of them together.
 *
 * <p>There is no row for {@code mailbox}: the gateway connects to nobody for it. Its agency calls, and a call that breaks off
 * is made again; it goes through the same endpoint as everything that is handed in.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(SharedStack.Extension.class)
class ConnectorFaultsIT {
    private static final String TIME_OUT = "PT6S";
    /** Within which others get theirs: an attempt at who is slow takes longer. */
    private static final Duration UNAFFECTED = Duration.ofSeconds(4);

    /** In how many places of the dialogue it is reset, each way. */
    private static final int STAGES = 4;

    private static final int MEASURED = 3;

    private final List<String> measured = new ArrayList<>();
    private PartnersServers servers;
    private Reached.Cables cables;
    private Ground ground;
    private Progress progress;
    private List<Reached> rows;

    @BeforeAll
    void over_cables(SharedStack shared, @TempDir Path folder) throws Exception {
        servers = PartnersServers.start(shared.northshire(), folder);
        cables = Reached.Cables.to(servers);
        Map<String, String> settings = new TreeMap<>(ConnectorsIT.settings(servers, folder));
        settings.compute("concordat.gateway.mail.server", (name, address) -> Reached.over(cables.post(), address));
        ground = Ground.on(shared, Ground.HOME, this::connect, settings);
        progress = new Progress(ground);
        rows = Reached.all(ground, servers, cables);
        Correspondent company = ground.correspondent(Northshire.CRC);
        // a wrong word in every answer confirms nothing
        servers.inbox().answers((delivery, copy) -> Optional.of(company.receipt(delivery, new byte[] {1})));
    }

    private void connect(Northshire northshire) throws Exception {
        Map<String, String> connections = Map.of(
                Northshire.PROBATION, Reached.over(cables.files(), servers.overSftp()),
                Northshire.POLICE, Reached.over(cables.broker(), servers.overJms()),
                Northshire.CRC, Reached.over(cables.service(), servers.overSoap()),
                Northshire.CHARITY, "connection: {connector: secure-email, address: a@haven.example, content: sealed}");
        for (Map.Entry<String, String> one : connections.entrySet()) {
            ConnectorsIT.connect(
                    northshire, one.getKey(), one.getValue().replace("}", ", time-out: " + TIME_OUT + "}"));
        }
        ConnectorsIT.connect(northshire, Northshire.PROBATION, servers.inBySftp() + "\n$0");
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

    /** It is reset in places spread over the whole of the dialogue, on the way there and on the way back. */
    @Test
    void reset_at_any_stage_it_arrives_once() throws Exception {
        together(row -> {
            row.cable().renew();
            List<UUID> all = new ArrayList<>(List.of(progress.sent(row.agency())));
            progress.isHandedOver(last(all));
            List<Breaking> stages = new ArrayList<>();
            stages(row, Cable::mostThere).forEach(at -> stages.add(cable -> cable.snapAfter(at)));
            stages(row, Cable::mostBack).forEach(at -> stages.add(cable -> cable.snapAfterAnswered(at)));
            for (Breaking stage : stages) {
                stage.of(row.cable());
                if (progress.hasArrived(last(all))) {
                    // the answer was through already when it was reset
                    all.add(progress.sent(row.agency()));
                }
                progress.isTriedAgain(last(all));
            }
            row.cable().mend();
            progress.comesInTheEnd(last(all));
            arrivedOnce(row, all);
        });
    }

    private static LongStream stages(Reached row, ToLongFunction<Cable> most) {
        long bytes = most.applyAsLong(row.cable());
        assertThat(bytes).as("of a whole dialogue").isGreaterThan(500);
        return LongStream.range(0, STAGES).map(i -> 1 + i * (bytes - 2) / (STAGES - 1));
    }

    /** Nobody listens for hours of business time, until attempts are suspended; and it is taken up again. */
    @Test
    void down_for_hours_it_is_left_alone_and_taken_up_again() throws Exception {
        together(row -> {
            row.cable().cut();
            UUID delivery = progress.sent(row.agency());
            for (int i = 0; i < 2; i++) {
                ground.jump(Duration.ofHours(3));
                progress.isTriedAgain(delivery);
            }
            progress.later("attempts are suspended", () -> progress.isSuspended(row.agency()));
            row.cable().mend();
            progress.comesInTheEnd(delivery);
            Progress.patiently("attempts are not suspended any more").until(() -> !progress.isSuspended(row.agency()));
            arrivedOnce(row, List.of(delivery));
        });
    }

    /** One says nothing at all, one speaks byte by byte: an attempt ends all the same, and a third gets its own meanwhile. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void silent_or_slow_it_keeps_nobody_waiting(Reached silent) throws Exception {
        Reached slow = after(silent);
        Reached other = after(slow);
        long quiet = medianMillis(other);
        silent.cable().trickle(Duration.ofHours(1));
        slow.cable().trickle(Duration.ofMillis(50));
        UUID unanswered = progress.sent(silent.agency());
        UUID slowly = progress.sent(slow.agency());
        long busy = medianMillis(other);
        measured.add(
                "%s beside a silent %s and a slow %s: %d ms, quiet %d ms".formatted(other, silent, slow, busy, quiet));
        assertThat(busy).as("%s", measured).isLessThan(UNAFFECTED.toMillis());
        progress.isTried(unanswered);
        progress.isTried(slowly);
        silent.cable().mend();
        slow.cable().mend();
        progress.comesInTheEnd(unanswered);
        progress.comesInTheEnd(slowly);
        arrivedOnce(silent, List.of(unanswered));
        arrivedOnce(slow, List.of(slowly));
    }

    /** A wrong word confirms nothing, the right one once, and said twice it is the same. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void its_right_word_alone_confirms_and_once(Reached row) throws Exception {
        UUID delivery = progress.sent(row.agency());
        progress.isHandedOver(delivery);
        Correspondent agency = ground.correspondent(row.agency());
        byte[] copy = row.copies().of(delivery).get(0);
        if (!row.connector().equals("rest")) {
            double before = progress.notValid();
            boolean atOnce = row.says().has(delivery, agency.receipt(delivery, new byte[] {1}));
            progress.later("the wrong one was heard", () -> atOnce || progress.notValid() > before);
            assertThat(progress.state(delivery)).isEqualTo("delivered");
            row.says().has(delivery, agency.receipt(delivery, copy));
            row.says().has(delivery, agency.receipt(delivery, copy));
        }
        progress.later("received", () -> progress.state(delivery).equals("received"));
        assertThat(ground.rows("select id::text from entry where delivery = ? and reached = 'received'", delivery))
                .hasSize(1);
    }

    @Test
    void a_file_that_is_half_written_nobody_sees_and_nobody_takes() throws Exception {
        Reached files = rows.get(1);
        HalfWritten half = new HalfWritten(ground, servers, progress);
        for (UUID delivery : half.goesOut(files.cable())) {
            arrivedOnce(files, List.of(delivery));
        }
        half.comesIn();
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

    /** How long it takes until who is not affected has its own, from the sender's receipt on. */
    private long medianMillis(Reached other) throws Exception {
        List<Long> took = new ArrayList<>();
        for (int i = 0; i < MEASURED; i++) {
            took.add(progress.isHandedOver(progress.sent(other.agency())).toMillis());
        }
        return took.stream().sorted().skip(MEASURED / 2).findFirst().orElseThrow();
    }

    private interface Breaking {
        void of(Cable cable) throws Exception;
    }

    private interface Trial {
        void at(Reached row) throws Exception;
    }

    /** Tries all of them at the same time: each with a line and a partner of its own. */
    private void together(Trial trial) throws Exception {
        ExecutorService all = Executors.newFixedThreadPool(rows.size());
        try {
            Map<Reached, Future<Boolean>> tried = new LinkedHashMap<>();
            for (Reached row : rows) {
                tried.put(row, all.submit(() -> {
                    trial.at(row);
                    return true;
                }));
            }
            for (Map.Entry<Reached, Future<Boolean>> each : tried.entrySet()) {
                assertThat(each.getValue()).as("%s", each.getKey()).succeedsWithin(Duration.ofMinutes(5));
            }
        } finally {
            all.shutdownNow();
        }
    }

    private Reached after(Reached row) {
        return rows.get((rows.indexOf(row) + 1) % rows.size());
    }

    private static UUID last(List<UUID> all) {
        return all.get(all.size() - 1);
    }
}
