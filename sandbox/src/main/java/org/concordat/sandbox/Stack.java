package org.concordat.sandbox;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a sandbox is made of: parts that are started, side by side where they can, and closed in reverse. May be closed
 * while parts are still starting, from another thread: they are interrupted, and closed if they came up all the same.
 */
public final class Stack implements AutoCloseable {
    private final ExecutorService starting = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "starting");
        thread.setDaemon(true);
        return thread;
    });
    private final Deque<Part> parts = new ArrayDeque<>();
    private final Consumer<String> progress;
    private boolean closing;

    public Stack(Consumer<String> progress) {
        this.progress = progress;
    }

    /** Begins to start a part; {@link Starting#await()} has it when it is there. */
    public <T extends AutoCloseable> Starting<T> start(String name, Callable<T> start) {
        long begun = System.nanoTime();
        return new Starting<>(name, starting.submit(() -> {
            T part = start.call();
            add(name, part);
            progress.accept(name + " is ready (" + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun) + " s)");
            return part;
        }));
    }

    /** Takes over a part that is there already. */
    public <T extends AutoCloseable> T add(String name, T part) throws Exception {
        synchronized (parts) {
            if (!closing) {
                parts.push(new Part(name, part));
                return part;
            }
        }
        part.close();
        throw new InterruptedException(name + " came up while the sandbox was being stopped");
    }

    /**
     * Closes every part, the last first, whichever of them fail. A second call waits for the first: the process would
     * end in the middle of it, if a signal came while it was closing already.
     */
    @Override
    public void close() {
        synchronized (starting) {
            closeAll();
        }
    }

    /** Whether it is being closed, so that a part that ends does so on request. */
    boolean isClosing() {
        synchronized (parts) {
            return closing;
        }
    }

    private void closeAll() {
        List<Part> open;
        synchronized (parts) {
            closing = true;
            open = new ArrayList<>(parts);
            parts.clear();
        }
        starting.shutdownNow();
        for (Part part : open) {
            try {
                part.resource().close();
            } catch (Exception failed) {
                progress.accept(part.name() + " did not stop as it should: " + failed.getMessage());
            }
        }
    }

    private record Part(String name, AutoCloseable resource) {}

    /** A part on its way up. */
    public record Starting<T>(String name, Future<T> future) {
        public T await() throws Exception {
            try {
                return future.get();
            } catch (ExecutionException failed) {
                @Nullable Throwable cause = failed.getCause();
                throw cause instanceof Exception known ? known : failed;
            }
        }
    }
}
