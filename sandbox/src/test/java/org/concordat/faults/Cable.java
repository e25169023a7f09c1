package org.concordat.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * A cable between two programs of this machine: bytes go through it both ways until it is cut, or is made to snap after
 * so many of them. Its near end has an address of its own, which it keeps; the far end may be one of several.
 */
final class Cable implements AutoCloseable {
    private static final long NEVER = Long.MAX_VALUE;

    private final InetAddress loopback = InetAddress.getLoopbackAddress();
    private final Supplier<List<Integer>> far;
    private final int near;
    private final Set<Socket> strands = ConcurrentHashMap.newKeySet();
    private final ExecutorService carriers = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "cable");
        thread.setDaemon(true);
        return thread;
    });
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile ServerSocket plug;
    private volatile Trouble trouble = Trouble.NONE;
    /** What the longest connection since it was renewed carried, there and back. */
    private final AtomicLong there = new AtomicLong();

    private final AtomicLong back = new AtomicLong();

    /**
     * What befalls every connection.
     *
     * @param there it is reset when so many bytes went to the far end
     * @param back it is reset when so many came from there
     * @param between bytes go one by one, with so much time between two of them
     * @param silent it is not reset: nothing more goes through it
     */
    private record Trouble(long there, long back, Duration between, boolean silent) {
        static final Trouble NONE = new Trouble(NEVER, NEVER, Duration.ZERO, false);
    }

    private Cable(Supplier<List<Integer>> far) throws IOException {
        this.far = far;
        this.plug = new ServerSocket(0, 50, loopback);
        this.near = plug.getLocalPort();
        carriers.execute(() -> accept(plug));
    }

    /** A whole cable to a port of this machine. */
    static Cable to(int port) throws IOException {
        return toFirstOf(() -> List.of(port));
    }

    /** A whole cable to the first of these ports where somebody answers, as they are when a connection is made. */
    static Cable toFirstOf(Supplier<List<Integer>> ports) throws IOException {
        return new Cable(ports);
    }

    /** The port of its near end. */
    int port() {
        return near;
    }

    /** Nobody listens at the near end any more, and whoever was connected is not. */
    void cut() throws IOException {
        plug.close();
        strands.forEach(Cable::reset);
    }

    /** Every connection made from now on is reset when so many bytes went to the far end; none is left from before. */
    void snapAfter(long bytes) {
        befalls(new Trouble(bytes, NEVER, Duration.ZERO, false));
    }

    /** Nothing more goes through any connection made from now on when so many bytes went to the far end. */
    void silentAfter(long bytes) {
        befalls(new Trouble(bytes, NEVER, Duration.ZERO, true));
    }

    /** The same when so many came from the far end. */
    void snapAfterAnswered(long bytes) {
        befalls(new Trouble(NEVER, bytes, Duration.ZERO, false));
    }

    /** Every connection made from now on carries byte by byte, with so much time between two. */
    void trickle(Duration between) {
        befalls(new Trouble(NEVER, NEVER, between, false));
    }

    private void befalls(Trouble next) {
        trouble = next;
        strands.forEach(Cable::reset);
    }

    /** Every connection is reset, and those to come are whole and counted from nothing. */
    void renew() {
        there.set(0);
        back.set(0);
        befalls(Trouble.NONE);
    }

    /** How many bytes went to the far end at most in one connection since it was renewed. */
    long mostThere() {
        return there.get();
    }

    /** How many came from there. */
    long mostBack() {
        return back.get();
    }

    /** Makes it whole again. */
    void mend() throws IOException {
        trouble = Trouble.NONE;
        if (plug.isClosed()) {
            ServerSocket again = bound();
            plug = again;
            carriers.execute(() -> accept(again));
        }
    }

    /** Where it was: a caller elsewhere may have been lent the port for a moment. */
    private ServerSocket bound() throws IOException {
        for (int i = 0; ; i++) {
            ServerSocket again = new ServerSocket();
            try {
                again.setReuseAddress(true);
                again.bind(new InetSocketAddress(loopback, near), 50);
                return again;
            } catch (BindException lent) {
                again.close();
                if (i == 100 || isOver()) {
                    throw lent;
                }
            }
        }
    }

    private boolean isOver() {
        try {
            return over.await(200, TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void accept(ServerSocket from) {
        while (!from.isClosed()) {
            try {
                connect(from.accept());
            } catch (IOException cut) {
                // the loop ends if it was, and goes on if only one caller could not be connected
            }
        }
    }

    private void connect(Socket caller) {
        strands.add(caller);
        for (int port : far.get()) {
            try {
                Socket called = new Socket(loopback, port);
                strands.add(called);
                Trouble now = trouble;
                carriers.execute(() -> carry(caller, called, now.there(), now, there));
                carriers.execute(() -> carry(called, caller, now.back(), now, back));
                return;
            } catch (IOException nobodyThere) {
                // then the next
            }
        }
        reset(caller);
    }

    private void carry(Socket from, Socket to, long limit, Trouble trouble, AtomicLong most) {
        Duration between = trouble.between();
        byte[] buffer = new byte[between.isZero() ? 16 * 1024 : 1];
        long left = limit;
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            int read = 0;
            while (left > 0 && read >= 0) {
                read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read > 0) {
                    out.write(buffer, 0, read);
                    left -= read;
                    most.accumulateAndGet(limit - left, Math::max);
                    if (!between.isZero() && over.await(between.toMillis(), TimeUnit.MILLISECONDS)) {
                        break;
                    }
                }
            }
            while (left == 0 && trouble.silent() && !from.isClosed() && !isOver()) {
                // its ends give up, or somebody cuts it
            }
        } catch (IOException broken) {
            // then both ends learn of it
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        if (left == 0) {
            reset(from);
            reset(to);
        } else {
            close(from);
            close(to);
        }
        strands.remove(from);
        strands.remove(to);
    }

    /** At once and rudely: what was on its way is lost. */
    private static void reset(Socket strand) {
        try {
            strand.setSoLinger(true, 0);
        } catch (IOException gone) {
            // as wanted
        }
        close(strand);
    }

    private static void close(Socket strand) {
        try {
            strand.close();
        } catch (IOException gone) {
            // as wanted
        }
    }

    @Override
    public void close() throws IOException {
        over.countDown();
        cut();
        carriers.shutdownNow();
    }
}
