package org.concordat.routes.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Knocking ends in time, whatever number of addresses a name has. */
class KnockTest {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    @Test
    void of_several_addresses_that_are_silent_all_together_have_the_time_of_one() throws Exception {
        InetAddress[] several = {HERE, HERE, HERE, HERE, HERE};
        List<Socket> waiting = new ArrayList<>();
        try (ServerSocket silent = new ServerSocket(0, 1, HERE)) {
            int port = silent.getLocalPort();
            fill(silent, waiting);
            long begun = System.nanoTime();
            assertThatThrownBy(() -> Knock.at(several, port, Duration.ofSeconds(2)))
                    .isInstanceOf(ConnectorFailed.class);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(6));
        } finally {
            for (Socket one : waiting) {
                one.close();
            }
        }
    }

    /** Until the queue of who waits to be accepted is full, and the next is not answered at all. */
    private static void fill(ServerSocket silent, List<Socket> waiting) throws IOException {
        for (int i = 0; i < 64; i++) {
            Socket next = new Socket();
            waiting.add(next);
            try {
                next.connect(silent.getLocalSocketAddress(), 500);
            } catch (SocketTimeoutException full) {
                return;
            }
        }
        throw new IllegalStateException("this system keeps nobody waiting");
    }

    @Test
    void one_that_is_silent_leaves_time_for_the_next() throws Exception {
        InetAddress first = InetAddress.getByName("127.0.0.2");
        List<Socket> waiting = new ArrayList<>();
        try (ServerSocket open = new ServerSocket(0, 8, HERE);
                ServerSocket silent = new ServerSocket(open.getLocalPort(), 1, first)) {
            fill(silent, waiting);
            InetAddress[] both = {first, HERE};
            assertThatCode(() -> Knock.at(both, open.getLocalPort(), Duration.ofSeconds(4)))
                    .doesNotThrowAnyException();
        } finally {
            for (Socket one : waiting) {
                one.close();
            }
        }
    }
}
