package org.concordat.routes;

import org.apache.camel.Exchange;
import org.apache.camel.support.TypeConverterSupport;

/** A converter that would turn anything into anything, and says so by failing the test that asks it. */
final class ConvertsAnything extends TypeConverterSupport {
    @Override
    public <T> T convertTo(Class<T> type, Exchange exchange, Object value) {
        if (type.getName().startsWith("org.concordat")) {
            throw new AssertionError("somebody asked for a stage to be converted");
        }
        return null;
    }
}
