package org.concordat.bench.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.concordat.sandbox.machine.Child;
import org.concordat.sandbox.machine.Ending;
import org.concordat.sandbox.machine.Run;

/** A measured process, started and told what to do. Closing it ends the conversation; the run ends the process. */
public final class Commander implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LOOKS = Duration.ofMillis(200);
    private static final int LONGEST_ROUND_MILLIS = 600_000;

    private final Child process;
    private final Socket socket;
    private final BufferedReader in;
    private final PrintWriter out;
    private final String words;

    private Commander(Child process, Socket socket) throws IOException {
        this.process = process;
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(LONGEST_ROUND_MILLIS);
        this.in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        this.out = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.UTF_8);
        this.words = line();
    }

    /**
     * Starts a class in a Java of its own, and returns when it says that it is ready.
     *
     * @param arguments what it is given after the port that it is to connect to
     */
    public static Commander start(Run run, String name, String classPath, Class<?> main, List<String> arguments)
            throws IOException, InterruptedException {
        try (ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<String> command = new ArrayList<>(
                    List.of(ProcessHandle.current().info().command().orElse("java"), "-XX:+UseSerialGC", "-Xmx512m"));
            command.addAll(List.of("-cp", classPath, main.getName(), Integer.toString(door.getLocalPort())));
            command.addAll(arguments);
            Child child = run.start(command, Map.of(), Ending.TERMINATE, name + ".log");
            door.setSoTimeout((int) LOOKS.toMillis());
            long begun = System.nanoTime();
            while (true) {
                try {
                    return new Commander(child, door.accept());
                } catch (SocketTimeoutException notYet) {
                    if (!child.alive() || System.nanoTime() - begun > PATIENCE.toNanos()) {
                        throw new IOException(name + " did not start:\n" + child.lastWords(), notYet);
                    }
                }
            }
        }
    }

    /** What it says of itself. */
    public String words() {
        return words;
    }

    public long pid() {
        return process.pid();
    }

    public Round count(int exchanges) throws IOException {
        return round("count " + exchanges);
    }

    /**
     * Has exchanges made for a while.
     *
     * @param aSecond how many begin in a second at the most; 0: as many as can
     */
    public Round during(Duration time, double aSecond) throws IOException {
        return round("millis " + time.toMillis() + " " + aSecond);
    }

    private Round round(String command) throws IOException {
        out.println(command);
        Round round = Round.read(line());
        if (round.failures() > 0) {
            throw new IOException(round.failures() + " exchanges failed, the first with: " + round.why());
        }
        return round;
    }

    private String line() throws IOException {
        String line = in.readLine();
        if (line == null) {
            throw new IOException("it ended early:\n" + process.lastWords());
        }
        return line;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
