package org.concordat.routes.connector;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;

/** Whether anybody listens somewhere. */
final class Knock {
    private Knock() {}

    /**
     * Returns when somebody does.
     *
     * @param timeOut of all of it; each of the host's addresses has its share of what is left
     * @throws ConnectorFailed when nobody does, under any of them
     */
    static void at(String host, int port, Duration timeOut) throws ConnectorFailed {
        try {
            at(InetAddress.getAllByName(host), port, timeOut);
        } catch (UnknownHostException e) {
            throw new ConnectorFailed("nobody is known by that name");
        }
    }

    static void at(InetAddress[] addresses, int port, Duration timeOut) throws ConnectorFailed {
        long end = System.nanoTime() + timeOut.toNanos();
        for (int i = 0; i < addresses.length; i++) {
            Duration share = Duration.ofNanos((end - System.nanoTime()) / (addresses.length - i));
            if (answers(new InetSocketAddress(addresses[i], port), share)) {
                return;
            }
        }
        throw new ConnectorFailed("nobody answers");
    }

    private static boolean answers(InetSocketAddress address, Duration timeOut) {
        try (Socket socket = new Socket()) {
            socket.connect(address, (int) Math.max(1, timeOut.toMillis()));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
