package org.concordat.protection.key;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Proof that the gateway wrote a row of the database: HMAC-SHA-256 over the table's name and every field that can widen
 * access, e.g. {@code rows-1.Yx…}. The key is in a key store, never in the database: so who can write to the database alone
 * cannot make a row that is honoured. It does not prove that a row is the newest of its key, nor that none was removed.
 *
 * <p>Each value is written as one octet for its type, its length and its bytes, so that no two lists of fields have one
 * form. Fields are a {@code String}, {@code UUID}, {@code Instant}, {@code Integer}, {@code Long}, {@code Boolean},
 * {@code byte[]}, {@code List}, {@code Optional} of these, or null, which is an empty {@code Optional}. Times count in whole
 * microseconds, rounded as PostgreSQL's driver does: they are the same before they were stored and after.
 *
 * @param keys made with the newest, accepted under every one in its window
 * @param forged told the table whenever a row does not hold, to count it
 */
public record RowMacs(KeyRing keys, Consumer<String> forged) {
    private static final Duration HALF_A_MICROSECOND = Duration.ofNanos(500);

    /** The value to store with the row. */
    public String of(String table, @Nullable Object... fields) {
        return keys.compute(encode(table, fields));
    }

    /** Whether the row, as it was read, is as the gateway wrote it. One that is not must not be honoured. */
    public boolean hold(@Nullable String mac, String table, @Nullable Object... fields) {
        if (mac != null && keys.holds(mac, encode(table, fields))) {
            return true;
        }
        countForged(table);
        return false;
    }

    /** Counts a row whose MAC holds, but which was put back to an earlier state of its own. */
    public void countForged(String table) {
        forged.accept(table);
    }

    private static byte[] encode(String table, @Nullable Object... fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            DataOutputStream out = new DataOutputStream(bytes);
            write(out, table);
            out.writeInt(fields.length);
            for (Object field : fields) {
                write(out, field);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written to", e);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, @Nullable Object field) throws IOException {
        if (field == null) {
            out.writeByte('0');
        } else if (field instanceof Optional<?> optional) {
            write(out, optional.orElse(null));
        } else if (field instanceof String text) {
            write(out, 's', text.getBytes(StandardCharsets.UTF_8));
        } else if (field instanceof byte[] bytes) {
            write(out, 'b', bytes);
        } else if (field instanceof UUID id) {
            out.writeByte('u');
            out.writeLong(id.getMostSignificantBits());
            out.writeLong(id.getLeastSignificantBits());
        } else if (field instanceof Instant time) {
            out.writeByte('t');
            Instant rounded = time.plus(HALF_A_MICROSECOND);
            // not counted by ChronoUnit, which fails on times after 2262 that somebody may have written there
            out.writeLong(rounded.getEpochSecond() * 1_000_000 + rounded.getNano() / 1_000);
        } else if (field instanceof Integer || field instanceof Long) {
            out.writeByte('n');
            out.writeLong(((Number) field).longValue());
        } else if (field instanceof Boolean truth) {
            out.writeByte(truth ? '+' : '-');
        } else if (field instanceof List<?> list) {
            out.writeByte('l');
            out.writeInt(list.size());
            for (Object element : list) {
                write(out, element);
            }
        } else {
            throw new IllegalArgumentException(
                    "a row's field cannot be a " + field.getClass().getName());
        }
    }

    private static void write(DataOutputStream out, char type, byte[] bytes) throws IOException {
        out.writeByte(type);
        out.writeInt(bytes.length);
        out.write(bytes);
    }
}
