package org.concordat.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.concordat.protection.agency.Attempts;
import org.concordat.protection.envelope.Sealed;
import org.concordat.routes.delivery.Claims;
import org.concordat.routes.delivery.Pushes;
import org.concordat.routes.hop.Deliveries;
import org.concordat.routes.hop.Delivery;
import org.concordat.routes.hop.DeliveryState;
import org.concordat.routes.hop.HopRefused;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Kind;
import org.concordat.schemas.terminology.TeamId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** However many recipients a large disclosure has, few of its copies are in memory at once. */
class LargePushesTest {
    private static final int LARGE = 2 << 20;
    private static final int SMALL = 1 << 10;

    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final CountDownLatch taken = new CountDownLatch(1);
    private final BlockingQueue<AgencyId> carried = new LinkedBlockingQueue<>();
    private final BlockingQueue<AgencyId> postponed = new LinkedBlockingQueue<>();
    private final Set<AgencyId> claimed = ConcurrentHashMap.newKeySet();

    @AfterEach
    void end() {
        taken.countDown();
        workers.shutdownNow();
    }

    @Test
    void of_large_copies_three_at_once_are_handed_over_and_the_fourth_is_put_off() throws Exception {
        pushes(Map.of("aa", LARGE, "bb", LARGE, "cc", LARGE, "dd", LARGE)).round();
        List<AgencyId> first = next(3);
        AgencyId fourth = next(postponed);
        assertThat(first).doesNotHaveDuplicates().doesNotContain(fourth);
        assertThat(carried).isEmpty();
    }

    @Test
    void small_copies_wait_for_no_large_one() throws Exception {
        pushes(Map.of("aa", LARGE, "bb", LARGE, "cc", LARGE, "dd", SMALL, "ee", SMALL))
                .round();
        assertThat(next(5)).doesNotHaveDuplicates();
        assertThat(postponed).isEmpty();
    }

    @Test
    void what_was_put_off_goes_once_there_is_room() throws Exception {
        Pushes pushes = pushes(Map.of("aa", LARGE, "bb", LARGE, "cc", LARGE, "dd", LARGE));
        pushes.round();
        AgencyId fourth = next(postponed);
        taken.countDown();
        next(3);
        claimed.remove(fourth);
        // its worker may not have left yet, and the others' copies are let go of a moment later
        AgencyId then = null;
        for (int i = 0; i < 200 && then == null; i++) {
            pushes.round();
            then = carried.poll(50, TimeUnit.MILLISECONDS);
            if (then == null && postponed.poll() != null) {
                claimed.remove(fourth);
            }
        }
        assertThat(then).isEqualTo(fourth);
    }

    private List<AgencyId> next(int number) throws InterruptedException {
        List<AgencyId> all = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            all.add(next(carried));
        }
        return all;
    }

    private static AgencyId next(BlockingQueue<AgencyId> queue) throws InterruptedException {
        AgencyId next = queue.poll(10, TimeUnit.SECONDS);
        assertThat(next).isNotNull();
        return next;
    }

    /** Of a queue that has one delivery for each of these agencies, of this size. */
    private Pushes pushes(Map<String, Integer> sizes) {
        Deliveries deliveries = (Deliveries) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Deliveries.class}, (self, method, arguments) -> {
                    switch (method.getName()) {
                        case "due" -> {
                            return sizes.keySet().stream().map(AgencyId::new).toList();
                        }
                        case "claim" -> {
                            AgencyId to = (AgencyId) arguments[1];
                            return claimed.add(to) ? List.of(delivery(to, sizes.get(to.value()))) : List.of();
                        }
                        case "postpone" -> {
                            postponed.add(((Delivery) arguments[0]).recipient());
                            return null;
                        }
                        default -> throw new AssertionError(method.getName());
                    }
                });
        return new Pushes(
                "rest",
                delivery -> {
                    carried.add(delivery.recipient());
                    try {
                        taken.await();
                    } catch (InterruptedException ended) {
                        Thread.currentThread().interrupt();
                    }
                    // what became of it is not the matter here
                    throw new HopRefused(HopRefused.Category.CONFLICT, "test.over", "over");
                },
                deliveries,
                new Claims(deliveries),
                () -> true,
                recipient -> Attempts.USUAL,
                Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
                new SecureRandom(),
                workers,
                new Counts());
    }

    private static Delivery delivery(AgencyId to, int size) {
        return new Delivery(
                new UUID(1, to.value().charAt(0)),
                new AgencyId("sender"),
                new TeamId("team"),
                new UUID(2, 2),
                new Kind("check-request"),
                to,
                "rest",
                1,
                DeliveryState.QUEUED,
                false,
                new UUID(3, 3),
                "",
                "",
                size,
                new Sealed(new byte[0]));
    }
}
