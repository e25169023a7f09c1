package org.concordat.faults;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.concordat.sandbox.Stack;
import org.concordat.sandbox.Stack.Starting;
import org.concordat.sandbox.gateway.GatewayProcess;

/**
 * The gateways of a ground. Before several of them stands a balancer, which knows nothing of what it passes on: it leads
 * each new connection to a node that says that it is ready, each in its turn, and to the next where nobody answers.
 */
final class Nodes implements AutoCloseable {
    private static final int BETWEEN_LOOKS_MILLIS = 250;

    private final List<GatewayProcess> all;
    private final Set<GatewayProcess> ready = ConcurrentHashMap.newKeySet();
    private final AtomicInteger turn = new AtomicInteger();
    private final ScheduledExecutorService looks;
    private final URI address;

    /** Starts one of them, with settings of its own. */
    interface Start {
        GatewayProcess of(String name, Map<String, String> settings) throws Exception;
    }

    private Nodes(List<GatewayProcess> all, Stack stack) throws Exception {
        this.all = List.copyOf(all);
        this.looks = Executors.newScheduledThreadPool(all.size());
        stack.add("the looks at the gateways", this);
        if (all.size() == 1) {
            address = all.get(0).url();
        } else {
            for (GatewayProcess each : all) {
                look(each);
                ScheduledFuture<?> unused = looks.scheduleWithFixedDelay(
                        () -> look(each), BETWEEN_LOOKS_MILLIS, BETWEEN_LOOKS_MILLIS, TimeUnit.MILLISECONDS);
            }
            Cable balancer = stack.add("the balancer", Cable.toFirstOf(this::ports));
            address = URI.create("https://localhost:" + balancer.port());
        }
    }

    /** All at once: they agree on who makes the tables. */
    static Nodes start(int number, Stack stack, Start start) throws Exception {
        if (number == 1) {
            return new Nodes(List.of(stack.add("the gateway", start.of("gateway", new TreeMap<>()))), stack);
        }
        List<Starting<GatewayProcess>> starting = new ArrayList<>();
        for (int i = 1; i <= number; i++) {
            String name = "gateway-" + i;
            starting.add(stack.start(
                    name, () -> start.of(name, new TreeMap<>(Map.of("concordat.gateway.leave-after", "PT2S")))));
        }
        List<GatewayProcess> all = new ArrayList<>();
        for (Starting<GatewayProcess> one : starting) {
            all.add(one.await());
        }
        return new Nodes(all, stack);
    }

    private void look(GatewayProcess each) {
        if (each.isReady()) {
            ready.add(each);
        } else {
            ready.remove(each);
        }
    }

    private List<Integer> ports() {
        List<Integer> ports = new ArrayList<>();
        all.stream()
                .filter(ready::contains)
                .forEach(each -> ports.add(each.url().getPort()));
        Collections.rotate(ports, turn.incrementAndGet());
        return ports;
    }

    List<GatewayProcess> all() {
        return all;
    }

    /** Where agencies call. */
    URI address() {
        return address;
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }
}
