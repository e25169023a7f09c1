package org.concordat.bench.brokered;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What no partner has and a measurement needs: the recipient's word to the sender's process that a delivery is through,
 * so that a client begins its next exchange only when the whole of its last one is over.
 */
final class Bell implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 60;

    private final Socket socket;
    private final PrintWriter out;
    private final ConcurrentMap<UUID, CompletableFuture<UUID>> rung = new ConcurrentHashMap<>();

    private Bell(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        this.out = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.UTF_8);
    }

    /** Waits for the other end. */
    static Bell hang(ServerSocket door) throws IOException {
        return new Bell(door.accept());
    }

    static Bell reach(int port) throws IOException {
        return new Bell(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    void say(String word) {
        out.println(word);
    }

    /** Hands on every word of the other end, until it is gone. */
    void listen(Consumer<String> listener) {
        Thread thread = new Thread(
                () -> {
                    try (BufferedReader in = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
                        for (String line = in.readLine(); line != null; line = in.readLine()) {
                            listener.accept(line);
                        }
                    } catch (IOException gone) {
                        listener.accept("");
                    }
                },
                "bell");
        thread.setDaemon(true);
        thread.start();
    }

    /** The recipient's receipt for this delivery was taken. */
    void ring(UUID delivery) {
        of(delivery).complete(delivery);
    }

    void await(UUID delivery) throws Exception {
        try {
            of(delivery).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } finally {
            rung.remove(delivery);
        }
    }

    private CompletableFuture<UUID> of(UUID delivery) {
        return rung.computeIfAbsent(delivery, d -> new CompletableFuture<>());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
