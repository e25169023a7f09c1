package org.concordat.routes.connector;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A line to a server through which bytes come one by one, or which breaks after so many towards the server. */
final class Trickle implements AutoCloseable {
    private final ServerSocket door;
    private final int to;
    private final List<Socket> ends = new CopyOnWriteArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final AtomicLong passes;
    private final boolean slow;

    private Trickle(int to, long passes, boolean slow) throws IOException {
        this.to = to;
        this.passes = new AtomicLong(passes);
        this.slow = slow;
        door = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        run(() -> {
            while (!door.isClosed()) {
                carry(door.accept());
            }
        });
    }

    static Trickle slow(int to) throws IOException {
        return new Trickle(to, Long.MAX_VALUE, true);
    }

    static Trickle breakingAfter(int to, long bytes) throws IOException {
        return new Trickle(to, bytes, false);
    }

    int port() {
        return door.getLocalPort();
    }

    private interface Carrying {
        void on() throws IOException, InterruptedException;
    }

    private void run(Carrying carrying) {
        Thread hand = new Thread(() -> {
            try {
                carrying.on();
            } catch (IOException e) {
                // an end has gone
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        hand.setDaemon(true);
        hand.start();
    }

    private void carry(Socket caller) throws IOException {
        Socket server = new Socket();
        ends.add(caller);
        ends.add(server);
        server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), to));
        run(() -> copy(caller, server, true));
        run(() -> copy(server, caller, false));
    }

    private void copy(Socket from, Socket into, boolean counted) throws IOException, InterruptedException {
        try (from;
                into) {
            InputStream in = from.getInputStream();
            OutputStream out = into.getOutputStream();
            byte[] some = new byte[slow ? 1 : 1024];
            for (int n = in.read(some); n >= 0; n = in.read(some)) {
                if (counted && passes.addAndGet(-n) < 0) {
                    return;
                }
                out.write(some, 0, n);
                out.flush();
                if (slow && over.await(100, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        over.countDown();
        door.close();
        for (Socket end : ends) {
            end.close();
        }
    }
}
