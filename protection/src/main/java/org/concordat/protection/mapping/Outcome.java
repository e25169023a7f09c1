package org.concordat.protection.mapping;

import java.io.ByteArrayOutputStream;

/** What a mapping writes, up to the most that it may. */
final class Outcome extends ByteArrayOutputStream {
    static final String FULL = "it makes more than " + Mapping.LARGEST + " bytes of this record";

    private boolean full;

    @Override
    public synchronized void write(int octet) {
        room(1);
        super.write(octet);
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
        room(length);
        super.write(bytes, from, length);
    }

    /** Whether more was to be written than may be. */
    boolean isFull() {
        return full;
    }

    private void room(int more) {
        full |= count + more > Mapping.LARGEST;
        if (full) {
            throw new IllegalStateException(FULL);
        }
    }
}
