package org.concordat.routes.connector;

import java.util.Map;
import javax.net.ssl.SSLContext;
import org.apache.activemq.artemis.core.remoting.impl.ssl.DefaultSSLContextFactory;
import org.apache.activemq.artemis.spi.core.remoting.ssl.SSLContextConfig;

/**
 * Lets the broker's client use a TLS context that was given to it with its other parameters: the one that knows whom to
 * trust, and holds the gateway's key in memory. The client finds this class as a service, and takes it for every line.
 */
public final class GivenTls extends DefaultSSLContextFactory {
    /** The parameter that the context is given under. */
    static final String GIVEN = "org.concordat.tls";

    private static final int BEFORE_ALL_OTHERS = 100;

    @Override
    public SSLContext getSSLContext(SSLContextConfig described, Map<String, Object> parameters) throws Exception {
        return parameters.get(GIVEN) instanceof SSLContext given ? given : super.getSSLContext(described, parameters);
    }

    @Override
    public int getPriority() {
        return BEFORE_ALL_OTHERS;
    }
}
