package org.concordat.gateway;

import java.lang.reflect.Constructor;
import org.concordat.protection.envelope.Sealed;
import org.concordat.protection.receipt.Receipt;
import org.concordat.routes.hop.Acknowledge.Acknowledged;
import org.concordat.routes.hop.Commit.Committed;

/** Stages that only their hops can make, forced into being for doors that are played. */
final class Stages {
    private Stages() {}

    static Committed committed(Receipt receipt, boolean repeat) {
        return make(Committed.class, new Class<?>[] {Receipt.class, boolean.class}, receipt, repeat);
    }

    static Acknowledged acknowledged(Sealed content) {
        return make(Acknowledged.class, new Class<?>[] {Sealed.class}, content);
    }

    private static <T> T make(Class<T> stage, Class<?>[] types, Object... values) {
        try {
            Constructor<T> constructor = stage.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
