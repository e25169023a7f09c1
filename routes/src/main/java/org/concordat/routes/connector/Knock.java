package org.concordat.routes.connector;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/** Whether anybody listens somewhere. */
final class Knock {
    private Knock() {}

    /** @throws ConnectorFailed when nobody does, under any of the host's addresses */
    static void at(String host, int port, Duration timeOut) throws ConnectorFailed {
        try {
            for (InetAddress one : InetAddress.getAllByName(host)) {
                if (answers(new InetSocketAddress(one, port), timeOut)) {
                    return;
                }
            }
        } catch (IOException e) {
            // nor is it known by name
        }
        throw new ConnectorFailed("nobody answers");
    }

    private static boolean answers(InetSocketAddress address, Duration timeOut) {
        try (Socket socket = new Socket()) {
            socket.connect(address, (int) timeOut.toMillis());
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
