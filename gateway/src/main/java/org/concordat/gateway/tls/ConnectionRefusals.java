package org.concordat.gateway.tls;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.AccessLog;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Counts connections that ended before there was a request: no client certificate, or one that was refused, no TLS 1.3,
 * no HTTP. The server tells nobody of them but the log of accesses, so this is one, which writes nothing.
 */
final class ConnectionRefusals extends ValveBase implements AccessLog {
    private final Counter counter;

    ConnectionRefusals(MeterRegistry meters) {
        super(true);
        counter = meters.counter("concordat.connection.refusals");
    }

    @Override
    public void log(Request request, Response response, long time) {
        if (request.getMethod() == null) {
            counter.increment();
        }
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        getNext().invoke(request, response);
    }

    @Override
    public void setRequestAttributesEnabled(boolean enabled) {
        // it logs no attributes of requests
    }

    @Override
    public boolean getRequestAttributesEnabled() {
        return false;
    }
}
