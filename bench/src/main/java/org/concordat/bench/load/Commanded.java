package org.concordat.bench.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * The end in a measured process that is told what to do, a line at a time: {@code count 3000}, {@code millis 4000 0}
 * (at full speed; or how many a second). It answers each with a {@link Round}'s line, and is over when whoever commands is gone.
 */
public final class Commanded implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Commanded.class.getName());

    private final Socket socket;
    private final BufferedReader in;
    private final PrintWriter out;

    /** Connects to whoever commands. */
    public Commanded(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        out = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.UTF_8);
    }

    /** Says that all is ready, and with what; then waits for the end. */
    public void serve(String words) throws IOException {
        out.println(words);
        while (in.readLine() != null) {
            out.println("nothing to be done here");
        }
    }

    /** Says that all is ready, and with what; then makes exchanges until told to end. */
    public void serve(String words, int clients, Exchange exchange) throws IOException, InterruptedException {
        out.println(words);
        try (Load load = new Load(clients, exchange)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] command = line.split(" ", -1);
                int amount = Integer.parseInt(command[1]);
                Load.Done done = command[0].equals("count")
                        ? load.count(amount)
                        : load.millis(amount, Double.parseDouble(command[2]));
                if (done.first() != null) {
                    LOG.log(System.Logger.Level.ERROR, "an exchange failed", done.first());
                }
                out.println(done.round().line());
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
