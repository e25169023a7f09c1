package org.concordat.gateway.tls;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.springframework.context.SmartLifecycle;

/**
 * How this node leaves the others. Asked to stop it is not ready any more, and before it closes its door it serves for a
 * while yet, ending each connection with its next answer: so whoever balances callers has seen it, and callers have gone
 * to other nodes, before anybody could be refused.
 */
final class Leaving implements SmartLifecycle {
    private final Duration serves;
    private volatile boolean here;

    Leaving(Duration serves) {
        this.serves = serves;
    }

    @Override
    public void start() {
        here = true;
    }

    @Override
    public void stop() {
        here = false;
        long from = System.nanoTime();
        for (long left = serves.toNanos(); left > 0; left = serves.toNanos() - (System.nanoTime() - from)) {
            LockSupport.parkNanos(left);
        }
    }

    @Override
    public boolean isRunning() {
        return here;
    }

    /** The first to be stopped, before the operators' port and the server of the API. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }

    /** Ends connections, for a server. */
    ValveBase valve() {
        return new ValveBase(true) {
            @Override
            public void invoke(Request request, Response response) throws IOException, ServletException {
                if (!here) {
                    response.setHeader("Connection", "close"); // RFC 9112 section 9.6
                }
                getNext().invoke(request, response);
            }
        };
    }
}
